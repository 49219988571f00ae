never {
  stop where name == 'db'
  kill where name == 'db'
  restart where label.role == 'primary'
}

stop where { label.app == 'web' && name != 'db' && running }
