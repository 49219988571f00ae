//   thaw run every-parameter-kind.groovy -p patience=45s -p most=3 -p size=2GiB -p share=90% -p hard=true -p app=api
param 'app', 'web'
param 'most', 10
param 'share', 80%
param 'size', 512.MB
param 'patience', 10.seconds
param 'hard', false

if (!hard) {
  ps where label.app == app
}
stop where { label.app == app && (mem > share || mem > size) } grace patience max most
