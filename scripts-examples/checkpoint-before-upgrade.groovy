// Upgrades a running cache in place. If it does not answer afterwards, its processes go back to where they were.
// Files are not taken back: what the upgrade writes must be harmless to the old processes.

runbook 'upgrade-cache', 'Loads the new module into the cache, or leaves it as it was'
param 'module', '/modules/next.so'

checkpoint 'before-upgrade' where label.app == 'cache' leaveRunning true

attempt {
  exec "redis-cli module load ${module}" where label.app == 'cache' timeout 1.minute
  awaitProbe exec('redis-cli ping | grep -q PONG') where label.app == 'cache' successThreshold 3 within 30.seconds
} recover {
  rewind 'before-upgrade', to: 0.seconds.ago, verify: exec('redis-cli ping') where label.app == 'cache' max 1
  note 'The upgrade has failed; the cache is as it was before.'
}
