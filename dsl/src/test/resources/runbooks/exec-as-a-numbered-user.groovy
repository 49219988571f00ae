exec 'id' where running user '1000:1000'
