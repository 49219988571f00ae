// Save the cache, then restart it: per container, and only where the saving went well.

exec 'redis-cli save' where { label.app == 'cache' } timeout 2.minutes then restart
