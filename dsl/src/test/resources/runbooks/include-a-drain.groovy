include 'lib/drain.groovy', tier: 'batch', grace_time: 30.seconds
exec 'pg_dump app' where { name == 'db' && running }
include 'lib/look.groovy'
