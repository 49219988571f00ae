exec 'rcon-cli save-all' where label.game == 'minecraft' then pause
exec 'tar -C /data -czf /backup/world.tgz world' where name == 'backup' timeout 20.minutes
unpause where label.game == 'minecraft'
