stop where { label.kind == 'preview' && running && ports.any { it in 8000..8999 } } max 20
