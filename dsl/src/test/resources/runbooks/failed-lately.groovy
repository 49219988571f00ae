start where {
  state == 'exited'
  finishedAt > 1.hour.ago
  exitCode in 1..125
} retry 2 backoff 1.second..10.seconds max 10
