exec 'mongosh --quiet --eval "rs.stepDown(60)"' where { label.app == 'mongo' && label.role == 'primary' } max 1 timeout 90.seconds then restart grace 1.minute
