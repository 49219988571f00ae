exec 'redis-cli save' where { name == 'cache' && running } named 'save'
exec 'pg_dump app' where { name == 'db' && running } named 'dump' after []
ps where all after ['save', 'dump']
