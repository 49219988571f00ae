stop where { label.tier == 'cache' && running && volumes.none { it in ['shared', 'registry'] } } max 4
