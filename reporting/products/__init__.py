"""What leaves the house, one deliverable a file; how figures are printed is in printed.py."""
