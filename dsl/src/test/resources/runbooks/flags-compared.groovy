ps where running == true
ps where paused != false
ps where false == running
