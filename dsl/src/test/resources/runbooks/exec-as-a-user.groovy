exec 'crontab -l' where label.app == 'cron' user 'root'
