kill where { name == 'queue' } then start
