for (zone in ['a', 'b']) {
  for (n in 1..2) {
    ps where name == "web-${zone}${n}"
  }
}
