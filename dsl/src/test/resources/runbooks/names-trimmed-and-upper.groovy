ps where { label.owner.trim().toUpperCase() == 'OPS' && label.owner.length() < 20 }
