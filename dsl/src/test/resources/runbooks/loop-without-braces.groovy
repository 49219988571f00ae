for (n in ['db', 'cache']) logs where name == n tail 10
