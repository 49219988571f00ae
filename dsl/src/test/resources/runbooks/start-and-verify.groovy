start where { name == 'db' && state == 'exited' } timeout 90s then exec 'pg_isready -q' timeout 20s
