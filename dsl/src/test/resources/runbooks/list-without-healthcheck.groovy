ps where { running && health == 'none' }
