//   thaw run quarantine.groovy -p host=web-7
param 'host'

logs where name == host tail 1000 timestamps true
pause where name == host min 1 max 1
