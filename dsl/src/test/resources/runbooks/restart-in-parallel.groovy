parallel {
  restart where name == 'cache' grace 2.seconds
  restart where name == 'queue' grace 10.seconds
}
