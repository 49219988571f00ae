exec 'df -h / | tail -1 && free -m' where running shell true
