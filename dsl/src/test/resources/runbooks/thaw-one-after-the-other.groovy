for (n in ['etl-1', 'etl-2', 'etl-3']) {
  unpause where name == n timeout 10.seconds
}
