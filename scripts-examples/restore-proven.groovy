// Saves a counter, ends it, and starts it where it was: its log must go on with the next number.
// One that was started afresh begins with 1, and makes the run fail.
//   runtime/bin/thaw run scripts-examples/restore-proven.groovy --engine sim:scripts-examples/worlds/counter.yaml

checkpoint 'move' where label.app == 'counter' then restore('move', verify: logsContinue)
