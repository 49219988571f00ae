exec 'psql -U app -c "VACUUM ANALYZE"' where name == 'db' timeout 1.hour
