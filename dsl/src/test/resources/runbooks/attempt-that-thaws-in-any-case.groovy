attempt {
  pause where { label.snapshot == 'true' && running }
  exec 'zfs snapshot tank/data@nightly' where { name == 'zfs-agent' && running }
} ensure {
  unpause where { label.snapshot == 'true' && paused }
}
