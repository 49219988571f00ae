logs where name == 'db' tail 500 timestamps true
