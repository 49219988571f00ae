ps where { project == null && running }
