// Pauses a tier, the busiest first; included by others.
param 'tier'
param 'most', 5

pause where { label.tier == tier && running } orderBy -cpu max most
