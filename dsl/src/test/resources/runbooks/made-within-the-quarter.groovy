ps where created in '2026-07-01T00:00:00Z'..<'2026-10-01T00:00:00Z'
