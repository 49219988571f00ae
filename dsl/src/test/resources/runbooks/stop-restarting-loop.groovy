stop where state == 'restarting' max 3 timeout 1.minute
