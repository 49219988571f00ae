ps where mem > 900.B
ps where mem > 64KB || mem > 64KiB
ps where mem > 512.MB && mem < 512.MiB
ps where mem >= 1.GB && mem <= 1GiB
ps where mem < 1TB && mem < 1.TiB
