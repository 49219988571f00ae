ps where { ports.any { it < 1024 } && label.public != 'true' }
