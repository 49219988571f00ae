// Give the day's work its memory: freeze what can wait.
pause where label.tier == 'batch'
