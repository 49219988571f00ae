// From cron: saves what the caches hold in memory, leaves them running, and keeps the last three nights.
//   thaw run -q checkpoint-nightly.groovy

runbook 'checkpoint-nightly', 'Saves the memory of the caches'

checkpoint 'nightly' where { label.app == 'cache' && running } leaveRunning true keep 3 timeout 5.minutes
checkpoints 'nightly' where label.app == 'cache' required true
