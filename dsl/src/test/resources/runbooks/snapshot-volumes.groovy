def quiet = 2.minutes
def slack = 30.seconds

pause where label.snapshot == 'true' timeout quiet + slack
exec 'zfs snapshot tank/data@nightly' where name == 'zfs-agent' timeout quiet + quiet
unpause where label.snapshot == 'true'
