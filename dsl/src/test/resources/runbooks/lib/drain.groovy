param 'tier', 'web'
param 'grace_time', 10.seconds, description: 'for the processes to end by themselves'

stop where { label.tier == tier && running } grace grace_time
