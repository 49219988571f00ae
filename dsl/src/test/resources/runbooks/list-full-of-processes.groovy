ps where pids >= 500
