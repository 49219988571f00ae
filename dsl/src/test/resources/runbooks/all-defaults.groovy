defaults {
  max 100
  timeout 1.minute
  within 30.seconds
  retry 2
  backoff 1.second
  concurrency 8
  continueOnError true
}

start where { label.app == 'web' && state == 'exited' } until { running }
restart where { label.app == 'api' && running } continueOnError false
