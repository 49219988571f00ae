restart where label.app == 'puma' signal 'SIGUSR2' grace 1.minute
