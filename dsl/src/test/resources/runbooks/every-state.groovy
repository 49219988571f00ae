for (s in ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']) {
  ps where label.audit == s
}
ps where state == 'created' || state == 'restarting' || state == 'dead'
