pause where label['security.example.com/state'] == 'compromised' timeout 2s
ps where label['security.example.com/state'] == 'compromised'
