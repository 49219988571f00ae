start where state in ['dead', 'exited'] && label.tier == 'critical'
