// 128 + the signal's number is what a shell makes of it.
def term = 128 + 15
def kill_code = 128 + 9

ps where { state == 'exited' && exitCode in [term, kill_code] }
