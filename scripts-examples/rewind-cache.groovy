// A cache has learnt something wrong: goes back to the newest checkpoint of checkpoint-nightly.groovy
// that is old enough. What was written since is lost, so a person is asked.
//   thaw run rewind-cache.groovy

runbook 'rewind-cache', 'Goes back to the cache of last night'

confirm 'What the cache has learnt since its checkpoint will be lost. Go on?'

attempt {
  rewind 'nightly', to: 1.hour.ago, verify: exec('redis-cli ping') where label.app == 'cache' max 1
} recover {
  note 'There is no checkpoint that old, or it could not be restored: better an empty cache than none.'
  start where { label.app == 'cache' && state == 'exited' }
}
