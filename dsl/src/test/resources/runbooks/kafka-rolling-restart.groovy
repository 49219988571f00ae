for (broker in ['kafka-1', 'kafka-2', 'kafka-3']) {
  restart where name == broker grace 2.minutes timeout 5.minutes
  exec 'kafka-broker-api-versions.sh --bootstrap-server localhost:9092' where name == broker timeout 1.minute
}
