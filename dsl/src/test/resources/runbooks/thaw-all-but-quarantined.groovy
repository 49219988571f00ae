unpause where { paused && label.quarantine != 'true' } max 500
