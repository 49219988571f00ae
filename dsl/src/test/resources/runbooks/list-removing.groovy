ps where state == 'removing'
