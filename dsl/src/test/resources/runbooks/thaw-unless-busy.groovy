unpause where label['auto-resume'] == 'true' unless { cpu > 50% || mem > 90.percent }
