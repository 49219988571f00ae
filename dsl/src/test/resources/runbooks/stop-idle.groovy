stop where { label.stop_when_idle == 'true' && running } when { cpu < 1% && pids < 10 }
