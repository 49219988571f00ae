ps where name =~ /^web-\d+$/
ps where name ==~ /(web|api)-[a-z]+/
ps where name =~ '^db'
ps where !(image =~ /:latest$/)
ps where label.version ==~ /v\d+\.\d+\.\d+(-rc\d+)?/
