start where { state == 'created' && startedAt == null } max 5
