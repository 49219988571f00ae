logs where { state == 'exited' && (exitCode in 1..127 || exitCode in 129..<256) && exitCode !in 137..137 } tail 10
