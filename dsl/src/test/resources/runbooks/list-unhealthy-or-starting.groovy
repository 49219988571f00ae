ps where health in ['unhealthy', 'starting']
