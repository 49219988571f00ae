parallel {
  logs where label.app == 'web' tail 10
  logs where label.app == 'api' tail 10
  logs where label.app == 'worker' tail 10
}
