// A service comes up behind its database; nothing is taken for granted.
defaults { within 1.minute }
waitUntil { host.mem < 70% && host.load < 8 } within 5.minutes
start where label.app == 'db' then awaitLog(/ready to accept/, lookBack: 10.seconds, within: 1.minute)
awaitPort(tcpPort: 5432, where: { label.app == 'db' }, within: 1.minute)
awaitExited where label.job == 'migrate' code [0, 143] within 10.minutes
sleep 10.seconds
parallel {
  awaitHealthy where label.app == 'web' within 2.minutes ifNoHealthcheck 'running'
  awaitHealthy where label.app == 'worker' probe exec('test -f /tmp/ready') initialDelay 2.seconds period 500.ms
  awaitProbe http(':8080/healthz') where label.app == 'api' probeTimeout 2.seconds successThreshold 3 failureThreshold 10
  awaitProbe tcp(6379) where label.app == 'cache'
  awaitRunning where label.tier == 'batch' within 30.seconds
  awaitLog(pattern: 'listening', sinceStart: true) where label.app == 'gateway'
}
awaitExited where label.job == 'report' code 0
unpause where label.tier == 'batch' then awaitHealthy within 1.minute until { mem < 80% }
waitUntil { host.load < 2 }
