def prefix = '  Web-'.trim().toLowerCase()

ps where { name.startsWith(prefix) && running }
