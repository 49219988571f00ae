exec 'bin/rails db:migrate' where name == 'web-1' workdir '/srv/app' timeout 15.minutes
