ps where mem > 80%
