// Start again what was killed for want of memory or died of a signal, and show what it said last.

def crashed = 128

logs where { state == 'exited' && exitCode > crashed } tail 5
start where { state == 'exited' && exitCode > crashed } max 10
