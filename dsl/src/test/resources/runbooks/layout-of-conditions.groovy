ps where label.tier == 'web'
  && running
  || label.tier == 'api'
  && !paused
