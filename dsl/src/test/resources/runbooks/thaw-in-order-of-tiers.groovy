param 'ceiling', 75%

for (tier in ['interactive', 'reports', 'batch']) {
  unpause where { paused && label.tier == tier } when { mem < ceiling }
}
