"""Part a sheet that holds more than one table of ours, one under another or side by side, into its pieces.

A table is known by its heading. Between two headings that lie above one another the sheet is cut where the lower
one's own words begin (its title, 填报单位, 报告期); between two side by side, at the empty column or the next label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.intake import footers, labels, measures, periodwords, spans, titles
from reporting.intake.lookup import key
from reporting.intake.stamp import STAMPED
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue
from reporting.model.grid import Area, CellKind
from reporting.model.words import Content

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST = 200
# More tables on one sheet than this are no forms; a sheet cut into more would take long for nothing.
_MOST = 100
# Between the words of one heading there are no more empty columns than a merge of a few leaves.
_FAR = 3
_HEAD = re.compile(
    r"表\s*号|制[定表]机关|文号|有效期|报告期|报表期|(?:填报|报送)(?:单位|部门)|单位\s*:|续表?\)?\Z|报送标识"
)
_FIRST_OF_TABLE = frozenset({Content.STUB, Content.KEY, Content.UNIT, Content.TEXT})


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A heading: where it stands, between which columns, and its words by column."""

    top: int
    bottom: int
    left: int
    right: int
    words: tuple[tuple[int, str], ...]


def blocks(view: View, catalogue: Catalogue) -> tuple[Area | None, ...]:
    """Give the pieces of a sheet; one None for the whole of it where it holds one table or none.

    Of a sheet with other things above its table the piece is from the table's own words on.
    """
    anchors = list(_anchors(view, catalogue))
    if len(anchors) == 1:
        return (_below(view, catalogue, anchors[0]),)
    if not anchors:
        return (None,)
    kept = _without_repeated(view, catalogue, anchors)
    if not 1 < len(kept) <= _MOST:
        return (None,)
    return tuple(_cut(view, catalogue, kept, Area(1, 1, _LAST_ROW, _LAST_COLUMN)))


def _below(view: View, catalogue: Catalogue, anchor: _Anchor) -> Area | None:
    above = [row for row in view.rows if row < anchor.top]
    if len(above) < titles.HEAD_ROWS:
        return None
    row = _start(view, catalogue, anchor, 0)
    return Area(row, 1, _LAST_ROW, _LAST_COLUMN)


def _anchors(view: View, catalogue: Catalogue) -> Iterator[_Anchor]:
    """Yield the headings from the top; rows of one heading are one."""
    open_ones: list[_Anchor] = []
    for row, told in labels.hits(view, catalogue).items():
        if len(told) < 2:
            continue
        for run in _runs(view, catalogue, row, told):
            near = next((one for one in open_ones if row - one.bottom <= 2 and _over(one, run)), None)
            if near and not _has_data(view, near.bottom + 1, row):
                open_ones.remove(near)
                open_ones.append(
                    _Anchor(near.top, row, min(near.left, run.left), max(near.right, run.right), near.words)
                )
            else:
                open_ones.append(run)
    yield from sorted(open_ones, key=lambda one: (one.top, one.left))


def _over(one: _Anchor, other: _Anchor) -> bool:
    return one.left <= other.right and other.left <= one.right


def _has_data(view: View, first: int, last: int) -> bool:
    return any(cell.kind is CellKind.NUMBER for row in range(first, last) for cell in view.rows.get(row, ()))


def _runs(view: View, catalogue: Catalogue, row: int, told: Sequence[tuple[int, frozenset[str]]]) -> Iterator[_Anchor]:
    """Part a row's labels into headings: where no form has them all, or what names the rows comes again.

    What begins without a name for its rows goes on with the table left of it; a time says nothing of which form it is.
    """
    runs: list[tuple[list[tuple[int, str]], frozenset[str]]] = []
    for column, named in told:
        text = view.own(row, column)
        if text.isdigit():
            continue  # a figure such as 2018 may be a year, but begins and extends no heading
        run, forms = runs[-1] if runs else ([], named)
        stub = _names_rows(catalogue, [(column, text)], named)
        again = stub and any(key(text) == key(other) for _, other in run)
        # A word over the columns of one table says nothing of another that begins far to its right.
        away = stub and bool(run) and column - run[-1][0] > _FAR and not _names_rows(catalogue, run, forms)
        if not runs or again or away or not (forms & named or spans.read(text)):
            runs.append(([(column, text)], named))
        else:
            run.append((column, text))
            runs[-1] = run, forms if spans.read(text) else forms & named
    last: _Anchor | None = None
    for run, forms in runs:
        for one in _anchor(catalogue, row, run, forms):
            if last and not _names_rows(catalogue, run, forms):
                last = _Anchor(row, row, last.left, one.right, (*last.words, *one.words))
                continue
            if last:
                yield last
            last = one
    if last:
        yield last


def _names_rows(catalogue: Catalogue, run: Sequence[tuple[int, str]], forms: frozenset[str]) -> bool:
    """Whether one of the labels heads what names the rows of a table."""
    index = labels.of(catalogue).columns
    return any(
        match[0].content in _FIRST_OF_TABLE for code in forms for _, text in run if (match := index[code].find(text))
    )


def _anchor(catalogue: Catalogue, row: int, run: list[tuple[int, str]], forms: frozenset[str]) -> Iterator[_Anchor]:
    """Yield the heading that a run of labels is, where it is one: two columns or more, one of what is asked."""
    index = labels.of(catalogue).columns
    for code in sorted(forms):
        found = {match[0].content if (match := index[code].find(text)) else Content.NOW for _, text in run}
        if len({key(text) for _, text in run}) > 1 and len(found) > 1 and found & labels.TELLING:
            yield _Anchor(row, row, run[0][0], run[-1][0], tuple(run))
            return


def _without_repeated(view: View, catalogue: Catalogue, anchors: list[_Anchor]) -> list[_Anchor]:
    """Leave out headings printed again further down over the same columns, without words of their own above."""
    kept = anchors[:1]
    for one in anchors[1:]:
        before = next((other for other in reversed(kept) if _over(other, one)), None)
        again = before is not None and [word for _, word in before.words] == [word for _, word in one.words]
        same_place = before is not None and before.left == one.left
        if not (again and same_place and before and _start(view, catalogue, one, before.bottom) == one.top):
            kept.append(one)
    return kept


def _cut(view: View, catalogue: Catalogue, anchors: Sequence[_Anchor], area: Area) -> Iterator[Area]:
    """Cut an area between its headings until each piece has one: downwards where no figure is cut off, else across."""
    down = sorted(anchors, key=lambda one: (one.top, one.left))
    across = sorted(anchors, key=lambda one: one.left)
    below = [place for place in range(1, len(down)) if down[place].top > max(one.bottom for one in down[:place])]
    rows = {place: _first_row(view, catalogue, down, place) for place in below}
    clean = next((place for place in below if _is_clean(view, down[:place], down[place:], rows[place])), None)
    beside = [place for place in range(1, len(across)) if max(one.right for one in across[:place]) < across[place].left]
    if clean is None and beside:
        place = beside[0]
        column = _first_column(view, catalogue, max(one.right for one in across[:place]), across[place])
        yield from _cut(view, catalogue, across[:place], Area(area.top, area.left, area.bottom, column - 1))
        yield from _cut(view, catalogue, across[place:], Area(area.top, column, area.bottom, area.right))
    elif below:
        place = below[0] if clean is None else clean
        row = rows[place]
        yield from _cut(view, catalogue, down[:place], Area(area.top, area.left, row - 1, area.right))
        yield from _cut(view, catalogue, down[place:], Area(row, area.left, area.bottom, area.right))
    else:
        yield area


def _first_row(view: View, catalogue: Catalogue, down: Sequence[_Anchor], place: int) -> int:
    above = max(one.bottom for one in down[:place])
    return min(_start(view, catalogue, one, above) for one in down[place:])


def _is_clean(view: View, upper: Sequence[_Anchor], lower: Sequence[_Anchor], first: int) -> bool:
    """Whether tables lie under one another: no row of the upper ones below a row, nothing of the lower above it.

    A number alone is no row: it may stand in a column of the lower one's that has no label, such as 序号.
    """
    for row, cells in view.rows.items():
        theirs = [cell for cell in cells if _spanned(upper, cell.column) and not _spanned(lower, cell.column)]
        mine = [cell for cell in cells if _spanned(lower, cell.column) and not _spanned(upper, cell.column)]
        if row >= first and len({cell.kind for cell in theirs} & {CellKind.NUMBER, CellKind.TEXT}) > 1:
            return False
        if row < first and any(STAMPED not in cell.text for cell in mine):
            return False
    return True


def _spanned(anchors: Sequence[_Anchor], column: int) -> bool:
    return any(one.left <= column <= one.right for one in anchors)


def _first_column(view: View, catalogue: Catalogue, end: int, right: _Anchor) -> int:
    """Say where a table begins that stands right of another, which has labels up to column `end`.

    Its title says it best; else it begins behind the last column that is empty or holds the other's stamp alone.
    """
    between = range(end + 1, right.left)
    titled, filled = set(), set()
    for row, cells in view.rows.items():
        for cell in cells:
            if cell.column <= end or cell.column > right.left or STAMPED in cell.text:
                continue
            filled.add(cell.column)
            if row < right.top and titles.form_in(cell.text[:_LONGEST], catalogue):
                titled.add(cell.column)
    if titled:
        return min(titled)
    empty = [column for column in between if column not in filled]
    if empty:
        return empty[-1] + 1
    index = labels.of(catalogue).columns.values()
    first = {match[0].content for one in index if (match := one.find(right.words[0][1]))}
    return right.left if first & _FIRST_OF_TABLE or not between else right.left - 1


def _start(view: View, catalogue: Catalogue, anchor: _Anchor, above: int) -> int:
    """Say where a table begins whose heading stands below another's: with the words above it that are its own."""
    start, signed, titled = anchor.top, False, False
    for row in range(anchor.top - 1, above, -1):
        text = view.first_text(row)[:_LONGEST] if row in view.rows else ""
        if not text:
            continue
        if footers.is_foot(view, row):
            if titled:
                break
            signed = True  # it may stand between a title and the heading; without a title it is the upper table's
        elif titles.form_in(text, catalogue):
            start, titled = row, True
        elif not _is_head(text) or _has_data(view, row, row + 1):
            # A line of words right above a heading is a caption of it, whatever it says.
            return row if row == anchor.top - 1 and _is_alone(view, row) else start
        elif titled or not signed:
            start = row
    return start


def _is_alone(view: View, row: int) -> bool:
    cells = [cell for cell in view.rows[row] if cell.text.strip()]
    return len(cells) == 1 and cells[0].kind is CellKind.TEXT


def _is_head(text: str) -> bool:
    """Whether a text above a heading tells of the form: whose it is, of when, in which measure."""
    folded = unicodedata.normalize("NFKC", text)
    told = bool(_HEAD.search(folded) or measures.stated(text) or periodwords.mentions(text))
    return told or bool(spans.read(text))
