def tier = 'batch'
final patience = 90.seconds
def most = 10 * 2 - 5

stop where label.tier == tier grace patience max most timeout patience + 30.seconds
