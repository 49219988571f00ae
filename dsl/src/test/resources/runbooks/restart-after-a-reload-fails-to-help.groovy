exec 'nginx -t' where label.app == 'nginx' then restart grace 5.seconds then logs tail 10
