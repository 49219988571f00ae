parallel {
  stop where label.role == 'app' grace 20.seconds
  stop where label.role == 'worker' grace 2.minutes
}
parallel {
  start where label.role == 'app'
  start where label.role == 'worker'
}
