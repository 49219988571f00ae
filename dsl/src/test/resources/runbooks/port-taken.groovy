param 'port', 8080

ps where { port in ports }
