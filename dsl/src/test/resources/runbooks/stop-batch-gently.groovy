stop where label.tier == 'batch' grace 5.minutes
