for (n in 1..3) {
  exec 'bin/drain' where name == "web-${n}" timeout 2.minutes then restart grace 30.seconds
  exec 'curl -fsS localhost:8080/ready' where name == "web-${n}" timeout 1.minute
}
