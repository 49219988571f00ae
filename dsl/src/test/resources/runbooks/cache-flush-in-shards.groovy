def shards = 3

for (shard in 0..<shards) {
  exec 'redis-cli flushdb async' where { label.app == 'cache' && label.shard == "s${shard}" } timeout 30.seconds
}
