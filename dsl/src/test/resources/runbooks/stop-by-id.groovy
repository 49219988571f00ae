stop where id =~ /^4f1c/ max 1
