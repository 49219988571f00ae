ps where { host.mem > 60.GiB && mem > 2.GiB } orderBy mem.ofHost
