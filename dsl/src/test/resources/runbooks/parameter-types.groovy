// -p count=3 -p share=70% -p size=1GiB -p patience=20s -p since=2026-11-01T00:00:00Z -p hard=true -p apps=web,api -p who=ann
param 'count', type: 'number'
param 'share', type: 'percent'
param 'size', type: 'size'
param 'patience', type: 'duration'
param 'since', type: 'moment'
param 'hard', type: 'flag'
param 'apps', type: 'list'
param 'who', type: 'text', required: true

if (hard) {
  note "$who asked for it."
}
for (app in apps) {
  stop where { label.app == app && running && created > since } when { mem > share || mem > size } grace patience max count
}
