param 'limit', 2.GiB

restart where { label.app == 'jvm' && mem > limit } grace 30.seconds max 2
