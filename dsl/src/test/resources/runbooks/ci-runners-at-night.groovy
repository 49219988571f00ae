param 'spared', 2

stop where { label.app == 'ci-runner' && name !in ['ci-runner-1', 'ci-runner-2'] } min spared grace 10.minutes
