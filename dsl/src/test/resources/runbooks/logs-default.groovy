logs where name == 'gateway'
