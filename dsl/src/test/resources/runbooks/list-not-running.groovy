ps where !running && !paused
