pause where label.tier == 'batch'
  when mem < 80%

  max 200
unpause where label.tier == 'batch' &&
  paused
exec 'ls' where running
  // as root, for the folder is his
  user 'root'
pause where name == 'a' then
  unpause
pause
  where { name == 'b' }
  then unpause
  when { mem < 50% }
