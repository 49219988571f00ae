// Made before the new base image was published.
restart where { label.app == 'web' && created < '2026-11-01T00:00:00Z' } max 20 concurrency 2
