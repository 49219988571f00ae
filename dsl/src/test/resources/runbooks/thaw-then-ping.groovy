unpause where label.app == 'web' then exec 'curl -fsS http://localhost:8080/healthz' timeout 10.seconds
