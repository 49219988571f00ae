restart where { label.app == 'jvm' && mem.ofHost > 25% } orderBy -mem.ofHost first 1
