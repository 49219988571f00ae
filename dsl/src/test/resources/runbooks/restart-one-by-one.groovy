for (n in 1..4) {
  restart where name == "web-${n}" grace 10.seconds timeout 2.minutes
}
