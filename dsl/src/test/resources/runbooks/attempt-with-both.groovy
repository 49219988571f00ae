attempt {
  stop where name == 'db' timeout 1.minute
} recover {
  kill where name == 'db'
} ensure {
  note 'The database is down.'
}
