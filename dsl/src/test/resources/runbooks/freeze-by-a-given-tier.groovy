//   thaw run freeze-by-a-given-tier.groovy -p tier=etl
param 'tier', 'batch'

pause where label.tier == tier
