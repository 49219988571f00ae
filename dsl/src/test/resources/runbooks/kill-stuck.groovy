kill where name == 'stuck' signal 'SIGQUIT'
