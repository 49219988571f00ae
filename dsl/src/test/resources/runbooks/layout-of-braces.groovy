ps where {running}
ps where { running }
ps where {
  running }
ps where
  running
ps where(running) max(3)
ps where ((running && !paused))
