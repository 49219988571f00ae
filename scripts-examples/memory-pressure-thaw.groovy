// From cron: thaw what was frozen, container by container, but only where there is room again.
//   */5 * * * *  /opt/thaw/runtime/bin/thaw run -q /opt/runbooks/memory-pressure-thaw.groovy

param 'tier', 'batch'
param 'ceiling', 80%

unpause where { label.tier == tier && label.auto_resume == 'true' } when { mem < ceiling } max 200
