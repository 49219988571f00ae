runbook 'nightly', 'Freezes the batch tier and dumps the database'
param 'tier', 'batch', oneOf: ['batch', 'etl'], description: 'what is frozen meanwhile'
require 'The database must run.', { name == 'db' && running }
require 'At most two backups at once.', { label.job == 'backup' && running } max 2
never { change where label.protected == 'true' }
defaults { retry 3, backoff: 500.ms..10.seconds; timeout 30.seconds; concurrency 16 }

pause where { label.tier == tier && label.protected == null && running }
exec 'pg_dump app' where { name == 'db' && label.protected == null && running }
unpause where { label.tier == tier && label.protected == null && paused }
