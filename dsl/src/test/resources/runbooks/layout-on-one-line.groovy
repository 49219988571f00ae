ps where all; ps where paused; ps where !running
