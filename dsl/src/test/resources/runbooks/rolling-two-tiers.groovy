param 'share', 20%

rolling(share) {
  stop where { label.tier == 'web' && running }
  start where { label.tier == 'web' && state == 'exited' } until { running } within 30.seconds
}
