parallel {
  for (app in ['web', 'api', 'worker', 'cron']) {
    restart where label.app == app grace 5.seconds
  }
}
