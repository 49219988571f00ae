param 'of', 'nightly'

restore of where { name == 'cache' && state == 'exited' } until { running } within 1.minute
removeCheckpoint of where { name == 'cache' } keep 2
