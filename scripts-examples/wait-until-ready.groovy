// Starts the day: each part is there before the next one is begun.
//   runtime/bin/thaw run scripts-examples/wait-until-ready.groovy --engine sim

runbook 'morning', 'Thaws the batch tier once everything that it needs is ready'
param 'room', 70%

waitUntil { host.mem < room } within 5.minutes

parallel {
  awaitLog(/ready to accept/, sinceStart: true) where label.app == 'db' within 1.minute
  awaitProbe exec('redis-cli ping') where label.app == 'cache' failureThreshold 5
}
restart where label.app == 'web' grace 2.seconds then awaitHealthy within 2.minutes

sleep 500.ms
unpause where { label.tier == 'batch' && paused } then awaitHealthy(ifNoHealthcheck: 'running', within: 30.seconds)
