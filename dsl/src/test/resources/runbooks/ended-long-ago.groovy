ps where { state in ['exited', 'dead'] && finishedAt < 90.days.ago } orderBy -age first 100
