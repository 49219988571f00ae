param 'schema', 'shop'

exec "mysqldump --single-transaction --result-file=/backup/${schema}.sql $schema" where image =~ /^mysql:8/ timeout 30.minutes env ['MYSQL_PWD_FILE=/run/secrets/root']
