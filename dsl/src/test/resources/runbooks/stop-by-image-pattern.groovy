stop where image =~ /^registry\.example\.com\/legacy\// max 20
