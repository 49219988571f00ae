// Why did it end, and why is it not well? Changes nothing: each line that is suggested is a line of a runbook.

diagnose where { state == 'exited' && exitCode != 0 } tail 10
diagnose where { health == 'unhealthy' || state in ['restarting', 'dead'] } min 0
