pause where label.tier == 'batch' unless health == 'healthy'
