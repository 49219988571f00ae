logs where all tail 1
