//   thaw run freeze-required-tier.groovy -p tier=reports
param 'tier'

pause where label.tier == tier min 1
