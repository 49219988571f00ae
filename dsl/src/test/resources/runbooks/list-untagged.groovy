ps where image =~ /^sha256:/
