param 'tier', 'web'
param 'count', 3

if (tier in ['web', 'api'] && count >= 3 || tier == 'all') {
  restart where label.tier == tier max count
}
