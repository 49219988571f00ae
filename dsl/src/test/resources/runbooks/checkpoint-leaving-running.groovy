checkpoint 'hourly', leaveRunning: true, keep: 24 where { label.tier == 'batch' && running } max 5 timeout 20.minutes
