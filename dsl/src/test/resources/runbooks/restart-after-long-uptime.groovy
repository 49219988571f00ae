restart where { label.app == 'legacy' && running } when { uptime > 14.days } concurrency 1 grace 1.minute
