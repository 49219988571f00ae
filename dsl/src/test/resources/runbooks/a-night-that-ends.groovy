timebox 2.hours
stop where label.tier == 'batch' deadline 5.minutes, concurrency: 4
rolling(25%, pause: 10.seconds) {
  restart where label.app == 'web' deadline 1.hour
}
