exec '''curl -fsS -X PUT localhost:9200/_cluster/settings -H 'Content-Type: application/json' -d '{"transient":{"cluster.routing.allocation.enable":"primaries"}}' ''' where name == 'es-1'
for (n in 1..3) {
  restart where name == "es-$n" grace 1.minute timeout 10.minutes
}
