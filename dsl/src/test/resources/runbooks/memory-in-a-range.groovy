ps where { mem in 50%..<80% } orderBy -mem
ps where { mem in 256.MB..1.GB } orderBy mem
