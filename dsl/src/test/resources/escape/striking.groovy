// A type-checking extension as any library could have it: it makes a file named as the method is.
beforeVisitMethod { method ->
  if (method.name.startsWith('/')) {
    new File(method.name).text = 'struck'
  }
  false
}
