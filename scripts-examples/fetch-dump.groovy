// The newest dump of the database, kept on this machine: --files says where.
runbook 'fetch dump', 'Dumps the database and brings the dump here'
exec 'pg_dump -Fc -f /backup/app.dump app' where { label.app == 'db' && running } min 1 timeout 10.minutes
copy '/backup/app.dump', to: 'app.dump' where label.app == 'db' overwrite true min 1
