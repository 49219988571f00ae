def replicas = 3
def quorum = (replicas + 1) / 2

restart where label.app == 'etcd' max replicas - quorum grace 10.seconds
