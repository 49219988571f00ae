start where state == 'created' && label.autostart == 'yes'
