// Dump the database while whatever writes to it is frozen: thawed again however the dump ends.
//   thaw run frozen-backup.groovy --secret password=env:PGPASSWORD

runbook 'frozen-backup', 'Dumps the database while what writes to it is frozen'
param 'writers', ['batch']
param 'password', secret: true

require 'The database must run.', { name == 'db' && running }

attempt {
  frozen where { label.tier in writers && running } atMost 10.minutes during {
    exec 'pg_dump -Fc -f /backup/app.dump app', env: "PGPASSWORD=${password}"
      where { label.tier == 'data' && name == 'db' }
      timeout 9.minutes
  }
} recover {
  note 'The dump has failed; the one of yesterday stays.'
  exec 'rm -f /backup/app.dump' where { name == 'db' }
}
