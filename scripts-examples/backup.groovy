// Stop what writes to the database while it is dumped, and start it again whatever comes of the dump.
//   thaw run backup.groovy --secret password=env:PGPASSWORD

runbook 'backup', 'Dumps the database while nothing writes to it'
param 'password', secret: true
defaults { retry 2, backoff: 500.ms..5.seconds; concurrency 16 }

require 'The database must run.', { name == 'db' && running }

attempt {
  stop where { label.app == 'cache' && running } grace 10.seconds
  exec 'pg_dump -Fc -f /backup/app.dump app', env: "PGPASSWORD=${password}" where { name == 'db' } timeout 10.minutes
} recover {
  note 'The dump has failed; the one of yesterday stays.'
  exec 'rm -f /backup/app.dump' where { name == 'db' }
} ensure {
  start where { label.app == 'cache' } until { running } within 1.minute
}
