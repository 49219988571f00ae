pause where { running && name !in ['db', 'cache', 'gateway'] }
