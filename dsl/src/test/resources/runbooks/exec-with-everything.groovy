exec 'bin/migrate --all' where { label.app == 'api' }
  user 'app'
  workdir '/srv/api'
  env ['RAILS_ENV=production', 'VERBOSE=1']
  shell false
  timeout 20.minutes
  min 1
  max 1
  when { health == 'healthy' }
