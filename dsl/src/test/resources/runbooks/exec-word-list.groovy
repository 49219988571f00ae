exec ['sh', '-c', 'du -sh /var/lib/*'] where label.app == 'registry' timeout 5.minutes
