unpause where paused && mem < 256MB
