exec 'printenv MODE' where name == 'web-1' env 'MODE=maintenance'
