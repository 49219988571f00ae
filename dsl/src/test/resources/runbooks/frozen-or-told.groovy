attempt {
  frozen where { label.tier == 'batch' } concurrency 8 retry 2 during {
    rolling(50%) {
      restart where label.tier == 'web' until { health == 'healthy' } within 2.minutes
    }
  }
} recover {
  note 'The web tier was not restarted; the batch tier runs again.'
} ensure {
  ps where label.tier in ['batch', 'web']
}
