for (role in ['proxy', 'app', 'cache', 'database']) {
  stop where { label.role == role && running } grace 15.seconds
}
