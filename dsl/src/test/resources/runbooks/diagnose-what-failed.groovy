// Why did it end, and why is it not well?
diagnose where { state == 'exited' && exitCode != 0 } tail 10
diagnose where { health == 'unhealthy' || paused } min 0
restart where { label.app == 'web' && health == 'unhealthy' } then diagnose
