stop where label.app == 'nginx' signal 'SIGQUIT' grace 30.seconds
