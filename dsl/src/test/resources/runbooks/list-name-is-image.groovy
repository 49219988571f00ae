ps where name == image
