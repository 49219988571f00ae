runbook 'trial', 'Tries an upgrade on a second container, from a checkpoint that is kept apart, too'

checkpoint 'trial' where name == 'cache' dir '/srv/checkpoints' leaveRunning true
checkpoint 'trial' where { name == 'cache' && running } leaveRunning true then cloneFrom 'trial', to: 'cache-trial'
checkpoints where name == 'cache' verify true
restore 'trial' where { name == 'cache' && state == 'exited' } dir '/srv/checkpoints' min 0
