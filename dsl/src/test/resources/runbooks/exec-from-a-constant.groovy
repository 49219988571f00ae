def scan = 'redis-cli --scan'

exec scan + ' --pattern "session:*"' where label.app == 'cache'
