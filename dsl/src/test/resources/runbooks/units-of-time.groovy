stop where label.tier == 'a' grace 500.ms timeout 1.minute
stop where label.tier == 'b' grace 1.second timeout 2.min
stop where label.tier == 'c' grace 45s timeout 3m
stop where label.tier == 'd' grace 1.hour timeout 2h
stop where label.tier == 'e' grace 1.day timeout 2.days
stop where label.tier == 'f' grace 1500.milliseconds timeout 0.5.hours
