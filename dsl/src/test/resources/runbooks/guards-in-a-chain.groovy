exec 'sync' where label.tier == 'batch' when cpu < 90%
  then pause when mem < 80%
  then unpause unless mem > 90%
