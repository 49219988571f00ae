param 'database', 'app'

exec "pg_dump -Fc -f /backup/${database}.dump $database" where name == 'db' timeout 10.minutes
