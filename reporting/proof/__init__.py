"""Proofreading (数字核校): what a document says of figures is held against the ledger's. Pure; it knows no file.

`proof.py` goes through a document. A sentence is read by `reading.py`: `lexicon.py` knows the catalogue's names,
`times.py` spans of time, `amounts.py` numbers with their measures, `roles.py` what of a figure a number claims to be.
`borne.py` asks the figures. `places.py`, `counts.py`, `standings.py` and `tables.py` read places, counts, words on how
things stand, and tables.
"""
