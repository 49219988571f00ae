// Runs as it stands on the built-in world of containers:
//   runtime/bin/thaw run scripts-examples/quickstart.groovy --engine sim
// Nothing on this machine is touched. `plan` instead of `run` shows what would be done.

param 'tier', 'batch'

ps where label.tier == tier

pause where label.tier == tier
unpause where { label.auto_resume == 'true' } when { mem < 80% }

parallel {
  restart where name == 'cache' grace 2.seconds
  start where state == 'exited' && exitCode == 137
}

ps where label.tier == tier
