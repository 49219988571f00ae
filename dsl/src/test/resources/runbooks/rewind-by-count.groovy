rewind 'nightly', to: '2026-11-01T00:00:00Z' where label.app == 'cache' max 1
