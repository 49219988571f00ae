parallel {
  sequence {
    stop where { label.app == 'importer' && running }
    exec 'sync' where { name == 'spool' && running }
  }
  sequence {
    note 'Now the caches.'
    restart where { label.app == 'cache' && running }
  }
  note 'Both go on at once.'
}
