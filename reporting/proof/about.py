"""Which period a document is about, and which others it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reporting.model.periods import Period
from reporting.model.proof import Grid, Passage
from reporting.proof.folding import folded
from reporting.proof.times import Time, times

# A key says the period outright; a title says more than a sentence.
_KEYED, _TITLED = 3, 2
_FIRST_LINES = 8


def about(document: Sequence[Passage | Grid]) -> Period | None:
    """Give the period most is said of; None where none is named with its year.

    Years are counted apart from quarters, as sentences leave the year out. A title may be what is wrong, so that it is
    not taken alone.
    """
    years, quarters = Counter[int](), Counter[int]()
    for number, passage in enumerate(_passages(document)):
        weight = _TITLED if number < _FIRST_LINES else 1
        for _, _, tag in passage.tags:
            years[tag.period.year] += _KEYED
            quarters[tag.period.quarter] += _KEYED
        for time in times(folded(passage.text)):
            if time.year and time.year > 0 and time.quarter:
                years[time.year] += weight
            if time.quarter and time.year != -1:
                quarters[time.quarter] += weight
    if not years:
        return _bare_year(document)
    return Period(years.most_common(1)[0][0], quarters.most_common(1)[0][0])


def _bare_year(document: Sequence[Passage | Grid]) -> Period | None:
    """Give the whole year a document is of that names no quarter at all: the one its first lines name."""
    named = (time.year for passage in _passages(document) for time in times(folded(passage.text)))
    year = next((one for one in named if one and one > 0), None)
    return Period(year) if year else None


def named(document: Sequence[Passage | Grid], now: Period) -> tuple[Period, ...]:
    """Give the other periods a document names outright, each once, the earlier first."""
    found = {time.period(now) for passage in _passages(document) for time in times(folded(passage.text)) if _says(time)}
    return tuple(sorted(period for period in found if period < now and period.last_day != now.last_day))


def _says(time: Time) -> bool:
    return not time.alone and time.quarter is not None and time.year is not None


def _passages(document: Sequence[Passage | Grid]) -> Iterator[Passage]:
    for block in document:
        if isinstance(block, Passage):
            yield block
        else:
            yield from {id(cell): cell for row in block.rows for cell in row}.values()
