pause where label.'com.docker.compose.project' == 'analytics'
