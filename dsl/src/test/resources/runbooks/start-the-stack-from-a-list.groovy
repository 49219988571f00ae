def roles = ['database', 'cache', 'app', 'proxy']

for (role in roles) {
  start where { label.role == role && !running } timeout 2.minutes
}
