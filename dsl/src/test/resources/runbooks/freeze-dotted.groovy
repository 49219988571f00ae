pause.where { label.tier == 'batch' }.timeout(5.seconds)
