param 'old', 30.days, description: 'how long a container must have been there'

ps where { state == 'exited' && age > old } orderBy -age first 20
