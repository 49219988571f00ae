logs where { state == 'exited' && exitCode != 0 } tail 5
