restart where label.app == 'web' grace 5.seconds
