exec 'sync' where { running && !volumes.isEmpty() && label.backup == 'true' } timeout 5.minutes
