pause where {
  label['com.docker.compose.project'] == 'shop'
  label['com.docker.compose.service'] != 'postgres'
}
