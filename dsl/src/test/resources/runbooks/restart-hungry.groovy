restart where mem > 95% max 1
