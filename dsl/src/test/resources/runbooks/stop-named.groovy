stop(where: { name == 'db' }, grace: 30.seconds, signal: 'SIGINT', timeout: 2.minutes)
