stop where name in ['puma', 'sidekiq'] grace 1.minute
exec 'gitlab-backup create STRATEGY=copy' where name == 'gitlab' timeout 3.hours
start where name in ['puma', 'sidekiq']
