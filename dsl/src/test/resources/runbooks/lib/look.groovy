ps where running orderBy name
