// A paused container is thawed by the signal that stops it.
stop where paused grace 5s
