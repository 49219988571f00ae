stop where { label.tier == 'batch' && running } until { state == 'exited' && exitCode in [0, 143] } within 1.minute continueOnError true
