ps where { networks.size() > 1 && networks.any { it.startsWith('front') } }
