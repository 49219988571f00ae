ps where all
