restart where { health == 'unhealthy' && !paused } grace 10.seconds max 3
