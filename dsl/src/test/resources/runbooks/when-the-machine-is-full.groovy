pause where { label.tier == 'batch' && running } when { host.mem > 90% } orderBy -mem first 5
unpause where { label.tier == 'batch' && paused } when { host.mem < 70% }
