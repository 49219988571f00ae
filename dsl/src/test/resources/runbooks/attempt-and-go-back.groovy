attempt {
  exec 'bin/migrate up' where { name == 'api-1' && running } timeout 10.minutes
  restart where { label.app == 'api' && running }
} recover {
  exec 'bin/migrate down' where { name == 'api-1' && running } timeout 10.minutes
}
