pause where { label.env == 'dev' && label.keep != 'true' }
