// An explicit order of named steps: the cache is saved while the workers drain, the web tier comes last.
//   thaw plan deploy-window.groovy

runbook 'deploy-window', 'Drains, saves, restarts'

step('drain') { include 'lib/drain.groovy', tier: 'batch', most: 10 }
step('save', after: []) { exec 'redis-cli save' where name == 'cache' retry 3 }
step('restart', after: ['drain', 'save']) {
  restart where { label.app == 'web' } orderBy -mem first 1 until { running } within 1.minute
}
