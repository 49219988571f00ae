restart where { volumes.any { it.startsWith('pg_') || it.endsWith('-data') } && label.kind == 'preview' && running } concurrency 1
