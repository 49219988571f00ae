runbook 'cache', 'Saves and restarts one cache'
require 'A cache must run.', { label.app == 'cache' && running } min 1
confirm 'Restart a cache?'
attempt {
  step('save') { exec 'redis-cli save' where { label.app == 'cache' && running } orderBy name first 1 }
  rolling(1) { restart where { label.app == 'cache' && running } orderBy name first 1 }
} recover {
  parallel {
    start where { label.app == 'cache' && state == 'exited' }
    note 'It had to be started again.'
  }
} ensure {
  sequence {
    logs where { label.app == 'cache' } tail 20
    note 'Done.'
  }
}
