//   thaw run deploy-with-a-switch.groovy -p migrate=true
param 'migrate', false

if (migrate) {
  exec 'bin/rails db:migrate' where name == 'web-1' timeout 15.minutes
}
restart where label.app == 'web' grace 20.seconds
