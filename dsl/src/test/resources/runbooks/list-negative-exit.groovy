ps where exitCode == -1
