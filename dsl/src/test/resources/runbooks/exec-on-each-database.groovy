for (database in ['users', 'orders', 'billing']) {
  exec "pg_dump -Fc -f /backup/${database}.dump ${database}" where name == 'db' timeout 30.minutes
}
