ps where { service != null && service.startsWith('job-') }
