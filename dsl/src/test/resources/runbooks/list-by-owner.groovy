param 'owner', 'platform'

ps where label.'com.example.owner' == owner
