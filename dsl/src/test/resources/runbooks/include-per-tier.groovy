for (t in ['web', 'worker']) {
  include 'lib/drain.groovy', tier: t
}
