// After the machine was started again: caches go on from their last checkpoint, and only what has none starts empty.
// A mark that was set before the checkpoint, and is nowhere but in memory, shows which it was.

runbook 'restore-after-reboot', 'Warm caches, where there is a checkpoint'

attempt {
  restore 'nightly', verify: exec('redis-cli exists warm | grep -q 1') where { label.app == 'cache' && state == 'exited' }
} recover {
  start where { label.app == 'cache' && state == 'exited' }
} ensure {
  awaitProbe exec('redis-cli ping') where label.app == 'cache' within 1.minute
}
