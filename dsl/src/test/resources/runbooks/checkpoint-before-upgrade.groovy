runbook 'upgrade', 'Saves the cache before an upgrade, and goes on with it as it was'

preflight where label.app == 'cache'
checkpoint 'before-upgrade' where { label.app == 'cache' && running } keep 3 then restore('before-upgrade', verify: logsContinue)
checkpoints where label.app == 'cache'
