pause where label.tier == 'batch' when mem >= 1.5.GiB
