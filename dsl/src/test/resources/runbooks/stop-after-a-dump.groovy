exec 'pg_dump -Fc -f /backup/app.dump app' where name == 'db' timeout 10.minutes then stop grace 1.minute
