def crashed = 128

start where { state == 'exited' && exitCode > crashed } max 10
