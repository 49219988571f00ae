parallel {
  restart where { health == 'unhealthy' && label.watchdog == 'restart' } max 2
  stop where { health == 'unhealthy' && label.watchdog == 'stop' } max 2
  logs where { health == 'unhealthy' } tail 50
}
