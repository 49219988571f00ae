//   thaw run deploy-with-a-switch.groovy -p migrations=true
param 'migrations', false

if (migrations) {
  exec 'bin/rails db:migrate' where name == 'web-1' timeout 15.minutes
}
restart where label.app == 'web' grace 20.seconds
