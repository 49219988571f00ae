pause where { label.role == 'primary' && label.env == 'staging' } max 1
exec 'bin/check-failover' where label.app == 'monitor' timeout 5.minutes
unpause where { label.role == 'primary' && label.env == 'staging' }
