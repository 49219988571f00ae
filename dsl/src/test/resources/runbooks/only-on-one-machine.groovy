require 'Run this on the staging machine only.', { engine.startsWith('staging') } max 100000

ps where { engine ==~ /staging-\d+/ && running }
