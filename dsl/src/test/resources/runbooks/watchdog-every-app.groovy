for (app in ['web', 'api', 'worker']) {
  restart where { label.app == app && health == 'unhealthy' } max 1 timeout 3.minutes
}
