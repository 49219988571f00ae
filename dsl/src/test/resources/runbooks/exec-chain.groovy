exec 'nginx -t' where label.app == 'nginx' then exec 'nginx -s reload' then exec 'nginx -v'
