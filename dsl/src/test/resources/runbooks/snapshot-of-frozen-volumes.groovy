runbook 'snapshot', 'Takes a snapshot of all data at one moment'

frozen where { label.snapshot == 'true' && running } atMost 2.minutes during {
  exec 'zfs snapshot tank/data@nightly' where { name == 'zfs-agent' && label.snapshot == null }
}
