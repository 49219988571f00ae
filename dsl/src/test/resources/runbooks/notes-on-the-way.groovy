note 'First the workers.'
stop where { label.app == 'worker' && running }
note "Then ${1 + 1} proxies."
stop where { label.app == 'proxy' && running } min 0 max 2
