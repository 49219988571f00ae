// Make room for the day's work: freeze the batch tier, and say so if there is none.
//   thaw run freeze-batch.groovy -p tier=etl

param 'tier', 'batch'

pause where { label.tier == tier && running } min 1 max 500 timeout 10.seconds
