logs where { label.tier == 'batch' && running } tail 20
stop where { label.tier == 'batch' && running } grace 30.seconds
ps where label.tier == 'batch'
