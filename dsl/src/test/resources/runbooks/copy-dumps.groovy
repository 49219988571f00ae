// Dumps out of the databases, each into a folder of its container's name.
exec 'pg_dump -Fc -f /backup/app.dump app' where { label.kind == 'db' && running } timeout 10.minutes
copy '/backup/app.dump', to: 'dumps/' where label.kind == 'db' overwrite true timeout 20.minutes retry 2
copy inside: '/etc/app', to: 'settings' where { name == 'web-1' } overwrite false
copy '/etc/app/' from 'conf/app.conf' where label.app == 'web' overwrite true
