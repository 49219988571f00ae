exec 'registry garbage-collect /etc/docker/registry/config.yml' where label.app == 'registry'
  user 'root'
  timeout 1.hour
restart where label.app == 'registry' grace 10.seconds
