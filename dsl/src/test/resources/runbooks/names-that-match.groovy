stop where { name.matches('ci-[0-9a-f]{8}') && running && !name.endsWith('-keep') } max 100 grace 3.seconds
