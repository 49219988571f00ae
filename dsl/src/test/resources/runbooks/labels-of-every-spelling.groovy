ps where label.tier == 'web'
ps where label.a.b.c == 'x'
ps where label['auto-resume'] == 'true'
ps where label.'com.docker.compose.project' == 'shop'
ps where label["traefik.http.routers.web.rule"] == 'Host(`example.com`)'
ps where label.when == 'night' && label.where == 'here' && label.in == 'x'
ps where label.missing == null
