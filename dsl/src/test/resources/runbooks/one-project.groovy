param 'project_name', 'shop', oneOf: ['shop', 'blog', 'wiki']

stop where { project == project_name && running } grace 20.seconds
