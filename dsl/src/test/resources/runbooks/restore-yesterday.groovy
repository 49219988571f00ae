param 'of', 'nightly'

restore of where { name == 'cache' && state == 'exited' } until { running } within 1.minute
awaitContinued where { name == 'cache' } rewound true within 30.seconds
removeCheckpoint of where { name == 'cache' } keep 2
