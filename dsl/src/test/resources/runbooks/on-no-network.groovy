stop where { networks.isEmpty() && running && label.job == 'importer' } max 5
