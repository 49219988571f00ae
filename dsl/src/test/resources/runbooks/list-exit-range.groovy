ps where exitCode in 1..127
