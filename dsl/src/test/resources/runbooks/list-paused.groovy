ps where paused
