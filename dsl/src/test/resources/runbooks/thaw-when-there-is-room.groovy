unpause where { label.auto_resume == 'true' } when { mem < 80% }
