param 'password', secret: true, description: 'of the database user backup'

exec 'backup --all', env: ["PGPASSWORD=${password}", 'LEVEL=1'] where { name == 'db' && running } timeout 1.hour
