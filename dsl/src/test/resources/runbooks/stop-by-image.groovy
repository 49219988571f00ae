stop where image == 'registry.example.com/legacy/report:1.4' grace 20s
