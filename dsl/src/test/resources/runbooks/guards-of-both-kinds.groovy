pause where label.tier == 'batch' when { mem > 10% } unless { health == 'starting' }
