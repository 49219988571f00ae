// Give the others room for a while: the busiest of the batch tier is paused, and goes on by itself.
//   thaw run breather.groovy -p room=30s

param 'room', 2.seconds, description: 'how long the busiest one rests'

pause where { label.tier == 'batch' && running && cpu > 50% } orderBy -cpu first 1 lasting room
exec 'redis-cli save' where { label.app == 'cache' }
