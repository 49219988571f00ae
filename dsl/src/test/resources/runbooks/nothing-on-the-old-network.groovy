require 'The old network must be empty.', { networks.contains('legacy') && running } max 0

ps where { 'legacy' in networks }
