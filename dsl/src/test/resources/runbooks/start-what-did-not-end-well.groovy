start where { state == 'exited' && exitCode !in [0, 143] }
