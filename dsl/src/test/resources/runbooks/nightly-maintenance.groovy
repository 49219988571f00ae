#!/usr/bin/env thaw
/*
 * Every night at three, from cron.
 */
parallel {
  stop where label.app == 'worker' grace 10.seconds   // they take their jobs up again
  pause where label.app == 'importer'
}
exec 'vacuumdb --all --analyze' where name == 'db' timeout 2.hours
parallel {
  start where label.app == 'worker'
  unpause where label.app == 'importer'
}
