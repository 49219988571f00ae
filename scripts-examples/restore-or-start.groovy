// Caches that have ended go on from their last checkpoint; what has none, or cannot be restored, starts empty.
// A key that was set before the checkpoint, and is nowhere but in memory, shows which it was.

runbook 'restore-or-start', 'Warm caches, where there is a checkpoint'

attempt {
  restore('nightly', verify: exec('redis-cli exists warm | grep -q 1')) where { label.app == 'cache' && state == 'exited' } min 0
} recover {
  start where { label.app == 'cache' && state == 'exited' }
} ensure {
  awaitProbe exec('redis-cli ping') where label.app == 'cache' within 1.minute
}
