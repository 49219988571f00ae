pause where { name != 'db' && label.app != 'db' }
