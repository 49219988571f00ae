exec 'redis-cli save' where label.app == 'cache' timeout 2.minutes
