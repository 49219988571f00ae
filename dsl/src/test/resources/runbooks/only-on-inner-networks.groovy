ps where { networks.all { it =~ /_(inner|db)$/ } && !networks.isEmpty() }
