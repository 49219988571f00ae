// The container goes on there under its name; here it stays as it ended, until somebody has looked.
runbook 'empty this machine', 'Moves the cache to another Podman'

migrate where name == 'cache' to 'unix:///run/other/podman.sock' verify logsContinue
