// Freeze the writers, dump, thaw.
param 'tier', 'batch'

pause where { label.tier == tier && running } timeout 10.seconds
exec 'pg_dump -Fc -f /backup/app.dump app' where { name == 'db' } min 1 timeout 10.minutes
unpause where { label.tier == tier && paused }
