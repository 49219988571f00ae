parallel {
  kill where label.app == 'haproxy' signal 'HUP'
  kill where label.app == 'nginx' signal 'HUP'
  exec 'doveadm reload' where label.app == 'dovecot'
  exec 'postfix reload' where label.app == 'postfix'
}
