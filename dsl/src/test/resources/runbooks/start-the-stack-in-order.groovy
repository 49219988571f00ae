start where label.role == 'database' timeout 2.minutes
start where label.role == 'cache' timeout 30.seconds
start where label.role == 'app' timeout 1.minute
start where label.role == 'proxy'
