pause where { 'front' in networks && label.app == 'web' && running } then unpause
