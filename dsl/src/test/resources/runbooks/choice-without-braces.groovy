param 'quiet', true

if (quiet) ps where paused
else ps where all
