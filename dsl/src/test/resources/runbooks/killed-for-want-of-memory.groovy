logs where { oomKilled } tail 20
start where { oomKilled && state == 'exited' && label.tier != 'batch' } max 5
