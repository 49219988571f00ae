ps where health == 'healthy' || health == 'none'
ps where health != 'unhealthy' && health != 'starting'
