param 'window', 10.minutes

logs where { running && uptime < window } tail 200 timestamps true
