ps where 80% < mem
ps where 'db' == name
ps where 1.GB <= mem && 137 != exitCode
