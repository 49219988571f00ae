exec command: 'redis-cli info memory', where: label.app == 'cache'
