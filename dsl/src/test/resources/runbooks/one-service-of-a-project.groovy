restart where { project == 'shop' && service in ['web', 'worker'] } concurrency 1
