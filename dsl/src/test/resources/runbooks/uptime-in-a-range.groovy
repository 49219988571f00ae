restart where { label.app == 'jvm' && running && uptime in 7.days..30.days } orderBy -uptime first 2 concurrency 1
