runbook 'shutdown'
confirm 'Stop everything on this machine?'

parallel {
  stop where { label.tier == 'web' && running } grace 10.seconds continueOnError true
  stop where { label.tier == 'batch' && running } grace 1.minute continueOnError true
}
stop where { label.tier == 'database' && running } grace 5.minutes
