exec 'promtool check config /etc/prometheus/prometheus.yml' where label.app == 'prometheus' timeout 20.seconds
  then kill signal 'HUP'
