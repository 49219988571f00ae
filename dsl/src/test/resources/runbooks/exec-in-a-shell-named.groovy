exec('ls /tmp/*.lock | wc -l', shell: true, where: { label.app == 'worker' })
