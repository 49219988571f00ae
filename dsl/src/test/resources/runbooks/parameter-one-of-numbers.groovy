param 'replicas', 2, oneOf: [1, 2, 4], description: 'how many must be there'

require 'There must be enough of them.', { label.app == 'web' && running } min replicas max 100
restart where { label.app == 'web' && running } concurrency 1
