pause where { label.tier == 'batch' && running } when { host.load > 8 }
unpause where { label.tier == 'batch' && paused } unless { host.load >= 8 || host.cpus < 4 }
