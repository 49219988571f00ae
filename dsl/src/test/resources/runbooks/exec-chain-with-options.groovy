exec 'bin/drain' where label.app == 'worker' timeout 5.minutes
  then exec('bin/flush', user: 'app', timeout: 30.seconds)
  then stop grace 10.seconds
