exec 'pg_dump -Fc -f /backup/app.dump app' where { 'pgdata' in volumes && running } timeout 30.minutes first 1
