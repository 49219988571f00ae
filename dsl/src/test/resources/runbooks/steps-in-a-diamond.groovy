step('drain') { pause where { label.tier == 'batch' && running } }
step('save', after: ['drain']) { exec 'redis-cli save' where { name == 'cache' && running } }
step('dump', after: ['drain']) { exec 'pg_dump -Fc -f /backup/app.dump app' where { name == 'db' && running } }
step('thaw', after: ['save', 'dump']) { unpause where { label.tier == 'batch' && paused } }
