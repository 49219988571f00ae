checkpoint 'weekly' where { name == 'ledger' } rehearse true keep 4 then restore
tryRestore 'weekly' where { name == 'ledger' }
removeTrial where { name == 'ledger' }
cloneFrom 'weekly', to: 'ledger-2' where { name == 'ledger' }
checkpoint 'offsite' where { name == 'ledger' } dir '/srv/checkpoints' leaveRunning true
