//   thaw run deploy-by-environment.groovy -p environment=production
param 'environment', 'staging'

if (environment == 'production') {
  restart where { label.app == 'web' && label.env == environment } grace 1.minute max 4
} else if (environment == 'staging') {
  restart where { label.app == 'web' && label.env == environment } grace 5.seconds
} else {
  restart where { label.app == 'web' && label.env == environment }
}
