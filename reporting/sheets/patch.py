"""Change an existing workbook part by part: what is not named stays byte for byte as it was.

fill     put values into cells
repeat   repeat a model row or block downwards
mark     colour and annotate cells, and add the list of what was said
"""

from __future__ import annotations

from reporting.sheets.fill import fill
from reporting.sheets.listing import Listing, Row
from reporting.sheets.mark import Mark, mark
from reporting.sheets.repeat import repeat
from reporting.sheets.sheet_xml import Given, Result

__all__ = ["Given", "Listing", "Mark", "Result", "Row", "fill", "mark", "repeat"]
