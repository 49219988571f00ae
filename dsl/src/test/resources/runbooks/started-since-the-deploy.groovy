param 'deployed', type: 'moment', required: true, description: 'when the deployment began'
// -p deployed=2026-11-20T06:00:00Z

ps where { label.app == 'web' && startedAt >= deployed }
