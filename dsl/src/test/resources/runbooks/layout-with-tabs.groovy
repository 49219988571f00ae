parallel {
	ps where running
	ps where paused
}
