for (n in 1..5) {
  start where name == "worker-${n}"
}
