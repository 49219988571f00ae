// The disk is on fire: nothing may write.
pause where all timeout 5.seconds
