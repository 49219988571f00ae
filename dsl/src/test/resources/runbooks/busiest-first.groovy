ps where { running && cpu > 150% } orderBy -cpu first 10
