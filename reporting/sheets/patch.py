"""Change an existing workbook part by part: what is not named stays byte for byte as it was.

fill     put values into cells; step by step: open an `Editing`, `repeat`, `put`, `arrange`, then `settle` formulas
mark     colour and annotate cells, and add the list of what was said
"""

from __future__ import annotations

from reporting.sheets.arrange import Arrangement, arrange
from reporting.sheets.editing import Editing
from reporting.sheets.fill import fill, put
from reporting.sheets.formats import formats
from reporting.sheets.listing import Listing, Row
from reporting.sheets.mark import Mark, mark
from reporting.sheets.repeat import repeat
from reporting.sheets.settle import settle
from reporting.sheets.sheet_xml import Given, Keyed

__all__ = [
    "Arrangement",
    "Editing",
    "Given",
    "Keyed",
    "Listing",
    "Mark",
    "Row",
    "arrange",
    "fill",
    "formats",
    "mark",
    "put",
    "repeat",
    "settle",
]
