logs where { state == 'exited' && finishedAt in 12.hours.ago..2.hours.ago } tail 50
