// The JVM writes its threads to its log.
kill where label.runtime == 'java' signal 'SIGQUIT' then logs tail 200
