"""The labels of all forms of a catalogue, indexed once: which words head which columns, and name which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reporting.intake import spans
from reporting.intake.lookup import LONGEST_LABEL, Entry, Index, key, loose
from reporting.intake.once import once
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn, Item
from reporting.model.grid import CellKind
from reporting.model.words import Content, FormKind

# A heading stands near the top, and is as wide as a page: beyond this there is only what was pasted by mistake.
ROWS = 60
COLUMNS = 200
# Below the first rows a heading is known by its first cells, or by what stands above it: nothing, or a title.
_FIRST = 3
# Names of rows stand among the first cells of them; a 定行表 has some dozens of rows.
_STUBS = 12
_SEARCHED = 500
_FEW = 2
# So far below a gap or a title a heading may stand; and no sheet has more rows of labels than are looked at.
_NEAR = 8
_MOST = 400
# A year may be a label though it is stored as a number.
_YEAR = 4
_REMEMBERED = 8192
_NUMBER = CellKind.NUMBER  # named once: a vocabulary looks a word up anew each time
# What heads a column that holds what is asked.
TELLING = frozenset({Content.NOW, Content.BASE, Content.KEY, Content.UNIT, Content.TEXT, Content.NUMBER, Content.STAGE})


class Labels:
    """Of one catalogue: by form its columns and, in a 定行表, its items; by word the forms it could head.

    `written` are the columns' words as the catalogue writes them; `told` remembers which form a text was found to name.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.columns: Mapping[str, Index[FormColumn]] = {
            form.code: Index(_entry(column, catalogue) for column in form.columns) for form in catalogue.forms
        }
        self.items: Mapping[str, Index[Item]] = {form.code: _items(form, catalogue) for form in catalogue.forms}
        self._dated = frozenset(form.code for form in catalogue.forms if form.kind is not FormKind.LIST)
        self.told: dict[str, Form | None] = {}
        self._heads: dict[str, frozenset[str]] = {}
        self._asked: dict[tuple[str, tuple[str, ...]], Index[Item]] = {}
        self._exact: dict[str, frozenset[str]] = {}
        self._loose: dict[str, frozenset[str]] = {}
        self.written = frozenset(
            word for form in catalogue.forms for column in form.columns for word in (column.label, *column.aliases)
        )
        for code, index in self.columns.items():
            exact, without = index.words
            for word in exact:
                self._exact[word] = self._exact.get(word, frozenset()) | {code}
            for word in without:
                self._loose[word] = self._loose.get(word, frozenset()) | {code}

    def items_asked(self, form: Form, items: tuple[Item, ...]) -> Index[Item]:
        """Give the names of a form's rows where only some of them are asked of a sender."""
        if len(items) == len(form.rows):
            return self.items[form.code]
        asked = (form.code, tuple(item.code for item in items))
        if asked not in self._asked:
            self._asked[asked] = Index(Entry(item, (item.name, item.code), item.aliases) for item in items)
        return self._asked[asked]

    def forms_of(self, text: str) -> frozenset[str]:
        """Give the codes of the forms one of whose columns a text could head; a time could head those of any figure."""
        found = self._heads.get(text)
        if found is None:
            if len(self._heads) >= _REMEMBERED:
                self._heads.clear()
            found = self._heads[text] = self._forms_of(text)
        return found

    def _forms_of(self, text: str) -> frozenset[str]:
        if not text or len(text) > LONGEST_LABEL:
            return frozenset()
        named = self._exact.get(key(text)) or self._loose.get(loose(text)) or frozenset()
        return named | self._dated if spans.read(text) else named


@once
def of(catalogue: Catalogue) -> Labels:
    """Give a catalogue's labels; they are indexed at the first call."""
    return Labels(catalogue)


def _worth_a_look(view: View, labels: Labels) -> Iterator[int]:
    """Yield the rows near the top; further down those that begin as headings do, and some after a gap or a title."""
    last, width, near = 0, 0, 0
    for place, (row, cells) in enumerate(view.rows.items()):
        if row > last + 1 or len(cells) <= _FEW < width:
            near = _NEAR
        if place < ROWS or near or any(cell.text in labels.written for cell in cells[:_FIRST]):
            yield row
        last, width, near = row, len(cells), max(near - 1, 0)


def hits(view: View, catalogue: Catalogue) -> Mapping[int, list[tuple[int, frozenset[str]]]]:
    """Find the cells near the top that could be labels: by row (column, codes of forms). Found out once a view."""
    labels = of(catalogue)
    known = view.known.get(labels)
    if isinstance(known, dict):
        return known
    found: dict[int, list[tuple[int, frozenset[str]]]] = {}
    for row in _worth_a_look(view, labels):
        told = [
            (cell.column, forms)
            for cell in view.rows[row][:COLUMNS]
            if (cell.kind is not _NUMBER or len(cell.text) == _YEAR) and (forms := labels.forms_of(cell.text))
        ]
        if told:
            found[row] = told
        if len(found) >= _MOST:
            break
    view.known[labels] = found
    return found


def items_on(view: View, form: Form, catalogue: Catalogue) -> frozenset[str]:
    """Give the codes of a 定行表's items that are named on a sheet."""
    index = of(catalogue).items[form.code]
    texts = (cell.text for cells in list(view.rows.values())[:_SEARCHED] for cell in cells[:_STUBS])
    return frozenset(match[0].code for text in texts if (match := index.find_stub(text)))


def _entry(column: FormColumn, catalogue: Catalogue) -> Entry[FormColumn]:
    item = catalogue.item_by_code.get(column.item)
    if item is None:
        return Entry(column, (column.label,), column.aliases)
    words = (item.name, *item.aliases)
    if column.content is Content.BASE:
        words = tuple(f"{word}{Content.BASE}" for word in words)
    return Entry(column, (column.label, words[0]), (*column.aliases, *words[1:]))


def _items(form: Form, catalogue: Catalogue) -> Index[Item]:
    items = (catalogue.item_by_code.get(row.subject) for row in form.rows)
    return Index(Entry(item, (item.name, item.code), item.aliases) for item in items if item)
