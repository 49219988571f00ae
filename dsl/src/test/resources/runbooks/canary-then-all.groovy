restart where { label.app == 'web' && running } first 1 until { health == 'healthy' } within 2.minutes named 'canary'
rolling(25%, pause: 10.seconds, maxFailures: 1) {
  restart where { label.app == 'web' && running } until { health == 'healthy' } within 2.minutes after 'canary'
}
