restart where name == 'cache' grace 2.seconds
