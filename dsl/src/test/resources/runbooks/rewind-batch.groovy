param 'since', 10.minutes

checkpoints 'hourly' where { label.tier == 'batch' } before 1.hour.ago required true
rewind 'hourly', to: 10.minutes.ago where { name in ['batch-1', 'batch-2'] && uptime > since }
