kill(signal: 'HUP', where: { label.app == 'prometheus' })
