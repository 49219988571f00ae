ps where { !image.contains('@sha256:') && running }
