"""Every kind of mutation there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.adversary.case import Case
from tests.adversary.columns import COLUMN_KINDS
from tests.adversary.files import FILE_KINDS
from tests.adversary.identity import IDENTITY_KINDS
from tests.adversary.lists import LIST_KINDS
from tests.adversary.marks import MARKS
from tests.adversary.numerals import NUMERALS
from tests.adversary.rows import ROW_KINDS
from tests.adversary.sheets import SHEET_KINDS
from tests.adversary.trends import TREND_KINDS

# Alters a case and what must come of it; false where the case is not fit for it, and then nothing is altered.
Mutation = Callable[[Case, Random], bool]

KINDS: Mapping[str, Mutation] = {
    **NUMERALS,
    **MARKS,
    **ROW_KINDS,
    **COLUMN_KINDS,
    **LIST_KINDS,
    **SHEET_KINDS,
    **IDENTITY_KINDS,
    **TREND_KINDS,
    **FILE_KINDS,
}
