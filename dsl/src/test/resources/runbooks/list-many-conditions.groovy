ps where {
  running
  label.tier == 'web'
  mem < 90%
  cpu < 80%
  name =~ /^(web|api)-\d+$/ || label['com.example.canary'] == 'true'
}
