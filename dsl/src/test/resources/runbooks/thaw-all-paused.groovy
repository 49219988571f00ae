unpause where paused
