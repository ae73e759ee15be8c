"""Staff's own table of counties, filled by names: a row by its unit, a column by its indicator and what of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.model.figures import Compilation, Figure
from reporting.model.names import normalised, without_brackets
from reporting.model.tags import Aspect
from reporting.products import printed, quoted
from reporting.products.headed import BEFORE, DONE, GAP, GROWTH, RATE, YEAR_TARGET, headed
from reporting.products.matching import Found, Grid, Matched, Unfilled
from reporting.products.quoted import Words

# A heading stands in so many rows above the first unit at most.
_MOST_HEADINGS = 4
_PLACES = ("位次", "排名", "名次", "全市位次", "全市排名")
_PRINTED = {
    DONE: quoted.value,
    BEFORE: quoted.base,
    YEAR_TARGET: quoted.wanted,
    RATE: quoted.progress,
    GAP: quoted.gap,
    GROWTH: quoted.growth,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a column asks: which figure, by its code, and what of it; or `why` it cannot be told."""

    heading: str
    code: str = ""
    field: str = ""
    why: str = ""


def match_units(grid: Grid, compilation: Compilation) -> Matched:
    """Find what goes into the empty cells of a table whose rows are units and whose columns are indicators or items."""
    units = _units(grid, compilation)
    if not units:
        return Matched()
    first = min(units)
    heads = range(max(0, first - _MOST_HEADINGS), first)
    codes = _codes(compilation)
    columns = {n: _asked(grid, heads, n, codes, compilation) for n in range(len(grid[first]))}
    asked = {n: one for n, one in columns.items() if one is not None}
    if not any(one.code for one in asked.values()):
        return Matched()
    found: list[Found] = []
    unfilled = [Unfilled(heads[-1], n, "", one.heading, one.why) for n, one in asked.items() if one.why]
    for row, unit in units.items():
        for n, one in asked.items():
            if one.code and n < len(grid[row]) and grid[row][n] == "":
                words = _words(compilation.figure(one.code, unit), one.field)
                found += [Found(row, n, one.field, words)] if str(words) else []
    return Matched(tuple(found), tuple(unfilled), tuple(heads))


def _units(grid: Grid, compilation: Compilation) -> Mapping[int, str]:
    """Give the rows that name one unit with figures of its own; an office that answers for tasks is none."""
    known = {unit for _, unit in compilation.figures}
    words = compilation.catalogue.unit_by_word
    found = {}
    for at, row in enumerate(grid):
        named = [words.get(normalised(text).lstrip("#")) for text in row if text]
        codes = {unit.code for unit in named if unit is not None and unit.code in known}
        if len(codes) == 1:
            found[at] = codes.pop()
    return found


def _codes(compilation: Compilation) -> Mapping[str, str]:
    """Give the codes of indicators and items by their names; the followed plan's go before all others."""
    catalogue = compilation.catalogue
    plan = catalogue.followed_plan
    words = {word: item.code for word, item in catalogue.item_by_word.items()}
    for indicator in sorted(catalogue.indicators, key=lambda one: plan is not None and one.plan == plan.code):
        words |= {normalised(indicator.name): indicator.code, normalised(indicator.code): indicator.code}
    return words


def _asked(
    grid: Grid, heads: Sequence[int], n: int, codes: Mapping[str, str], compilation: Compilation
) -> _Asked | None:
    """Read a column's headings from the top: its indicator, then what of it; None for a column that names no figure."""
    texts = list(dict.fromkeys(_above(grid, heads, n)))
    heading = "".join(texts)
    names = [(at, code) for at, text in enumerate(texts) if (code := _code(text, codes))]
    if not names:
        return None
    if len({code for _, code in names}) > 1:
        return _Asked(heading, why=f"表头“{heading}”可作两种理解，该栏没有填写")
    at, code = names[-1]
    below = "".join(texts[at + 1 :])
    if not below:
        return _Asked(heading, code, DONE)
    if normalised(below) in _PLACES:
        return _Asked(heading, code, _PLACES[0])
    column = headed(below, compilation.period)
    if column.field in _PRINTED:
        return _Asked(heading, code, column.field)
    return _Asked(heading, why=column.why or f"不认识表头“{below}”，该栏没有填写")


def _above(grid: Grid, heads: Sequence[int], n: int) -> Iterator[str]:
    above = ""
    for at in heads:
        text = grid[at][n] if n < len(grid[at]) else ""
        above = above if text is None else text.strip()
        if above:
            yield above


def _code(text: str, codes: Mapping[str, str]) -> str:
    return codes.get(normalised(text), "") or codes.get(normalised(without_brackets(text)), "")


def _words(figure: Figure | None, field: str) -> Words:
    if figure is None:
        return ""
    if field == _PLACES[0]:
        return quoted.quoted(printed.rank_text(figure), figure, Aspect.RANK)
    return _PRINTED[field](figure)
