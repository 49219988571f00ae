pause where { label.tier == 'batch'; cpu > 150% } max 3
