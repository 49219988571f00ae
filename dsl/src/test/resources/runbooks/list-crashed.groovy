ps where state == 'exited' && exitCode != 0
