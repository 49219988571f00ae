stop where label.app == 'web' min 2 max 4
start where label.app == 'web' min 0
ps where all max 1000
