restart where { image.endsWith(':latest') && image.startsWith('registry.example.com/') && running } concurrency 4
