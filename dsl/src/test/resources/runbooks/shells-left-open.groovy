ps where { tty && running && uptime > 8.hours }
