start where { label.role == 'database' && state == 'exited' } until { health == 'healthy' && restarts < 3 } within 3.minutes then exec('pg_isready -q') retry 3
