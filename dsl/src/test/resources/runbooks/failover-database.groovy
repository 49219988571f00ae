kill where label.role == 'primary' signal 'SIGSTOP' max 1
exec 'pg_ctl promote -D /var/lib/postgresql/data' where label.role == 'standby' user 'postgres' max 1 timeout 1.minute
ps where label.role in ['primary', 'standby']
