stop where health == 'unhealthy' grace 10.seconds max 5
