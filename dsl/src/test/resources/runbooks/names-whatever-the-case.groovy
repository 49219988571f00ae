ps where { name.toLowerCase().contains('test') || label.env.equalsIgnoreCase('TEST') }
