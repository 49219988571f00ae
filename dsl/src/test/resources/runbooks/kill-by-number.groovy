kill where label.app == 'legacy' signal '9' max 1
