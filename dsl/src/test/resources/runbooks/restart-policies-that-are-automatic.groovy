stop where { restartPolicy in ['always', 'unless-stopped'] && label.retired == 'true' && running }
