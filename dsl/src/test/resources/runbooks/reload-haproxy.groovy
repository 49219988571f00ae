kill where label.app == 'haproxy' signal 'HUP'
