"""Proofreading (数字核校): what a document says of figures is held against the ledger's. Pure; it knows no file.

`proof.py` goes through a document. A sentence is read by `sentence.py`: `lexicon.py` knows the catalogue's names,
`times.py` spans of time, `amounts.py` numbers with their measures, `roles.py` what of a figure a number claims to be.
`numbers.py` judges them, `borne.py` asks the figures. `places.py` reads places, `counts.py` and `shares.py` counts,
`standings.py` words on how things stand; `tables.py` with `headings.py` and `cells.py` tables. `about.py` tells the
period.
"""
