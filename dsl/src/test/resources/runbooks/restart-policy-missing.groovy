ps where { running && restartPolicy == 'no' && label.tier == 'critical' }
