ps where { created > 2.hours.ago } orderBy age
