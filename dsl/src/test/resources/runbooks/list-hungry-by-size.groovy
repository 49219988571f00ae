ps where { mem > 512.MB && mem < 4GB }
