for (team in ['red', 'blue']) {
  frozen
    where { label.team == team && label.kind == 'sandbox' }
    min 0
    atMost 10.minutes
  during {
    exec 'restic backup /srv' where { label.team == team && label.kind == 'backup' }
  }
}
