ps where { (label.tier == 'web' || label.tier == 'api') && !(health == 'healthy') }
