def extra = []

for (n in extra) {
  ps where name == n
}
