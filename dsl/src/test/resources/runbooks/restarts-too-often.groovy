stop where { restarts > 20 && state == 'restarting' && restartPolicy != 'no' } max 3
