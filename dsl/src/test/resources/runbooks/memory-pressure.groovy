param 'tier', 'batch'
param 'ceiling', 80%
def floor = 20%

unpause where { label.tier == tier && paused && mem < floor } max 5
pause where { label.tier == tier && running && mem > ceiling }
