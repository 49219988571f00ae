require 'Port 80 must be free.', { 80 in ports } max 0

start where { label.app == 'proxy' && state == 'exited' } max 1 until { health == 'healthy' } within 1.minute
