// Restart a web tier a part at a time, each container healthy again before the next batch begins.
//   thaw run rolling-restart.groovy -p app=web -p wait=2m

runbook 'rolling-restart', 'Restarts an app in batches, one canary first'
param 'app', 'web', description: 'the label app of what is to be restarted'
param 'wait', 1.minute, description: 'how long a container may take to be healthy'

require 'There must be at least two, or nobody answers meanwhile.', { label.app == app && running } min 2
never { change where label.tier == 'data' }

rolling(34%, canary: 1, pause: 1.second, maxFailures: 0) {
  restart where { label.app == app && label.tier == 'web' && running } until { health == 'healthy' } within wait
}
note "All of ${app} has begun anew."
