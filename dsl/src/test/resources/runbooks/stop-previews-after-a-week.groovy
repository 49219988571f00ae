stop where { label.kind == 'preview' && age > 7.days && running } max 50 grace 10.seconds
