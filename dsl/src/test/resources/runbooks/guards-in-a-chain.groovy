pause where label.tier == 'batch' when running
  then exec 'sync' when cpu < 90%
  then unpause unless mem > 80%
