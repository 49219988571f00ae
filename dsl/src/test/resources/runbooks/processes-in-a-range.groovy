ps where { pids in 100..5000 } orderBy -pids first 10
