exec 'touch /tmp/alive' where label.probe == 'file' unless paused
