// one
ps where /* two */ running // three
/* four
   five */
ps where { // six
  paused // seven
} // eight
