unpause where { label.env == 'dev' && paused } timeout 15s
