logs where state == 'exited' && exitCode == 1 tail 50
  then start
