pause where { label.tier == 'batch' && running } min 1 max 40 timeout 10.seconds
