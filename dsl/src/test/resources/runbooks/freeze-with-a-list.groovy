pause where name in ['etl-1', 'etl-2', 'etl-3']
