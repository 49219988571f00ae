start where { label.app == 'ci-runner' && state == 'exited' } max 50 timeout 45.seconds
