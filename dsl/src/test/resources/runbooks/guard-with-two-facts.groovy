restart where label.app == 'web' when { mem > 90% && cpu > 100% }
