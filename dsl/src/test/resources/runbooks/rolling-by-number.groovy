rolling(5, canary: 1, pause: 1.minute, maxFailures: 10%) {
  restart where { label.app == 'api' && running } grace 10.seconds timeout 1.minute
}
