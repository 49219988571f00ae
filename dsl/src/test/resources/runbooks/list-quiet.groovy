ps where { running; cpu < 0.5% }
