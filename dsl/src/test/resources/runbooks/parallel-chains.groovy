parallel {
  exec 'redis-cli save' where label.app == 'cache' then restart grace 5.seconds
  exec 'rabbitmqctl stop_app' where label.app == 'queue' timeout 1.minute then restart then exec 'rabbitmqctl start_app'
}
