//   thaw run thaw-by-a-ceiling.groovy -p ceiling=60%
param 'ceiling', 80%

unpause
  where { label.auto_resume == 'true' }
  when { mem < ceiling }
  max 200
