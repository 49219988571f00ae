pause where label.tier in ['batch', 'reports'] max 100
