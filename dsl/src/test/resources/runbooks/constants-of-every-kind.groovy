def text = "it's quiet"
def number = 1.5
def share = 12.5%
def size = 2.GiB
def time = 1.day
def truth = true
def names = ['a', "b-${1 + 1}"]

if (truth && number < 2 && share < 50% && size > 1GB && time == 24.hours) {
  ps where label.note == text || name in names
}
