confirm 'Kill three web containers at random?'

kill where { label.app == 'web' && running } random 3 signal 'SIGKILL' max 200
