pause where name =~ /^importer-\d+$/
