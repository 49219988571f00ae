logs(where: { health == 'unhealthy' }, tail: 100, timestamps: true)
