unpause where label.tier == 'batch' then logs tail 5
