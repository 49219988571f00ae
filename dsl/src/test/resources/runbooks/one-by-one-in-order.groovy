restart where { label.app == 'kafka' && running } orderBy label.rank concurrency 1 until { health == 'healthy' } within 5.minutes
