pause(where: { label.tier == 'batch' }, timeout: 5.seconds, max: 10)
