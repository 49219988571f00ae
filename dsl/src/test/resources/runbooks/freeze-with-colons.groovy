pause where: label.tier == 'batch', max: 10
