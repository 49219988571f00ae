pause where { label.game != null && running } when { cpu < 5% } max 20
