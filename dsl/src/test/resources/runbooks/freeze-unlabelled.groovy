// Whatever nobody has claimed can wait.
pause where { label.owner == null && running }
