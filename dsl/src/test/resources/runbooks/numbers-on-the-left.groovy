ps where 80% < mem
ps where 'db' == name
ps where 1.GB <= mem && 3 > pids
ps where 137 == exitCode
