"""Reads the catalogue workbook (指标体系.xlsx) and checks it: all mistakes at once, each with sheet, cell and mend.

`load` is the way in, `keep` the way light commands take; `layout` says which sheets and headings there are.
"""
