kill where image =~ /^nginx:/ signal 'USR1'
