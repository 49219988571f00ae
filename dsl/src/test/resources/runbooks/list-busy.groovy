ps where cpu >= 200%
