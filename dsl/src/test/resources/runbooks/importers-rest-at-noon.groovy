param 'rest', 45.minutes

pause where { label.app == 'importer' && cpu > 40% } max 10 lasting rest
note 'They go on by themselves.'
