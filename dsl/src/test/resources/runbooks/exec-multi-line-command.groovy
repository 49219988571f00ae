exec '''
  set -e
  cd /backup
  ls -t | tail -n +8 | xargs -r rm --
''' where name == 'backup' shell true timeout 2.minutes
