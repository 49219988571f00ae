stop where name ==~ /ci-runner-[0-9a-f]{8}/ grace 3.seconds
