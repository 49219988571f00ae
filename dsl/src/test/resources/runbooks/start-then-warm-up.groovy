start where name == 'cache' then exec 'redis-cli ping' then logs tail 1
