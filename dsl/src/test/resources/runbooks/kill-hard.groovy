kill where name == 'stuck'
