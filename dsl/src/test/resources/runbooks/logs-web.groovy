logs where label.app == 'web' tail 20
