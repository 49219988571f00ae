pause where { label.tier == 'batch' } when { mem > 80% }
