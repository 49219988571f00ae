stop where pids > 2000 max 1
