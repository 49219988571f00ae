// Kept for the runbook's place in the index; the steps are done by hand.
