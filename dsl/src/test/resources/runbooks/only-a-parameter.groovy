param 'tier', 'batch'
