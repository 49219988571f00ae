stop where { tty && label.kind == 'debug' && running && age > 1.day } grace 5.seconds max 10
