exec 'bin/report' where label.app == 'reports' env ['LANG=C.UTF-8', 'REPORT_DAY=yesterday'] timeout 30.minutes
