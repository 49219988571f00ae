// 137: killed for want of memory, or by hand.
start where state == 'exited' && exitCode == 137
