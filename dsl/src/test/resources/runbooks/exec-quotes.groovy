exec "sh -c 'echo \"it works\"'" where name == 'web-1'
