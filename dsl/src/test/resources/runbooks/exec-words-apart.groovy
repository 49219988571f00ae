exec 'ls', '-l', '/var/lib/data dir' where name == 'db'
