restart where label.canary == 'true' min 1 then exec 'curl -fsS localhost:8080/healthz' timeout 30.seconds
restart where label.app == 'web' && label.canary != 'true' grace 20.seconds
