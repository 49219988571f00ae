exec 'curl -fsS http://localhost:8080/healthz' where { label.app == 'web' && running }
  retry 5 backoff 200.ms..5.seconds
  timeout 1.minute
