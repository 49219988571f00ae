exec 'bin/charge' where { name == 'billing' && running } retry 0 max 1
