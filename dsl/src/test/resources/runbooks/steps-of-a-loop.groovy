for (app in ['web', 'api', 'worker']) {
  step("restart-$app") {
    restart where { label.app == app && running } grace 10.seconds
  }
}
step('look', after: ['restart-web', 'restart-worker']) { logs where { label.tier == 'front' } tail 5 }
