ps where name in [
  'web-1',
  'web-2',
  'web-3'
]
