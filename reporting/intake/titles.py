"""What the words above a table say: which form, whose, of which period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reporting.intake import headings, labels, periodwords, unitwords
from reporting.intake.lookup import Entry, Index, word
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form
from reporting.model.grid import CellKind
from reporting.model.words import Content

# Titles stand in the first rows and are short; a cover sheet of instructions is neither.
HEAD_ROWS = 12
_TITLE_ROWS = 3
_LONGEST = 200
# Texts whose form is remembered: the same few stand at the head of every sheet.
_TOLD = 4096
_SEARCHED_ROWS = 200

# Labels may be spaced out: `填 报 单 位 ：`.
_SENDER = re.compile(
    r"(?:(?:填\s*报|报\s*送|编\s*报|上\s*报|汇\s*总|填\s*表|提\s*供)\s*(?:单\s*位|部\s*门|地\s*区)(?:名称)?|(?:单位|地区)名称"
    r"|县\(市、区\)(?:名称)?)\s*(?:\([^()]*\))?\s*:\s*(.*?)"
    r"(?=\s{2,}|\s*(?:报\s*告\s*期|报表期|计量单位|单位|填报日期|填报人|填表人|表号|统计时间)[^:]{0,4}:|\Z)",
    re.DOTALL,
)
_PERIOD = re.compile(r"(?:报\s*告\s*期|报表期|统计时间|数据时间|所属期|报送期)(?:别|间)?\s*:\s*(.*)", re.DOTALL)
_ABOUT = re.compile(r"表\s*号|制[定表]机关|文号|有效期|日期|报告期|报表期|(?:填报|报送)(?:单位|部门)|单位\s*:")


def head(view: View, last: int | None = None) -> list[str]:
    """Give the texts of the first rows, down to row `last` where it is given: short ones, no figures, from the left."""
    rows = [row for row in list(view.rows)[:HEAD_ROWS] if last is None or row <= last]
    cells = (cell for row in rows for cell in view.rows[row] if cell.kind is CellKind.TEXT)
    return [cell.text for cell in cells if 0 < len(cell.text) <= _LONGEST]


def forms_named(texts: list[str], catalogue: Catalogue) -> tuple[Form, ...]:
    """Find the forms that texts name by name or 表号, the longest name in each text."""
    found: dict[str, Form] = {}
    for text in texts:
        form = form_in(text, catalogue)
        if form:
            found[form.code] = form
    return tuple(found.values())


def form_in(text: str, catalogue: Catalogue) -> Form | None:
    """Find the form a text names: by its name, its 表号, or its code standing alone."""
    told = labels.of(catalogue).told
    if text not in told:
        if len(told) >= _TOLD:
            told.clear()
        told[text] = _form_in(text, catalogue)
    return told[text]


def _form_in(text: str, catalogue: Catalogue) -> Form | None:
    folded = word(text)
    named = [form for form in catalogue.forms if word(form.name) in folded]
    if named:
        return max(named, key=lambda form: len(form.name))
    about = "表号" in folded
    numbered = [form for form in catalogue.forms if form.number and _has_number(folded, word(form.number), about=about)]
    coded = [form for form in catalogue.forms if form.code in text and _has_code(text, form.code)]
    found = numbered or coded
    return found[0] if len(found) == 1 else None


def is_title(view: View, form: Form) -> bool:
    """Whether one of the first rows is the form's title and nothing else: its period, its unit, its name."""
    for row in list(view.rows)[:_TITLE_ROWS]:
        text = periodwords.without(view.first_text(row)[:_LONGEST])
        if word(text).endswith(word(form.name)) and len(text) <= len(form.name) + 12:
            return True
    return False


def has_table(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether the sheet has the form's heading: at least half of the columns that hold what is asked."""
    heading = headings.find(view, form, catalogue, None)
    asked = [column for column in form.columns if column.content not in (Content.REFERENCE, Content.EXPLANATION)]
    return heading is not None and sum(column in heading.places for column in asked) * 2 >= len(asked)


def has_items(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether at least half of a 定行表's items are named on the sheet."""
    items = [catalogue.item_by_code[row.subject] for row in form.rows if row.subject in catalogue.item_by_code]
    index = Index(Entry(item, (item.name,), item.aliases) for item in items)
    texts = [cell.text for row in list(view.rows)[:_SEARCHED_ROWS] for cell in view.rows[row]]
    found = {match[0].code for text in texts if len(text) <= _LONGEST and (match := index.find_stub(text))}
    return len(found) * 2 >= len(items) > 0


def sender_words(view: View) -> str:
    """Give what stands behind 填报单位, in the same cell or beside it; empty where there is none."""
    return next(_behind(view, _SENDER), "")


def period_words(view: View) -> str:
    """Give what stands behind 报告期, in the same cell or beside it; empty where there is none."""
    return next(_behind(view, _PERIOD), "")


def period_of_title(texts: list[str], form: Form, catalogue: Catalogue) -> str:
    """Give the first text that names the form and a period, else the first that names a period and is no label."""
    dated = [text for text in texts if periodwords.named(text, form, dotted=True) and _may_be_title(text)]
    titles = [text for text in dated if form_in(text, catalogue) == form]
    return next(iter(titles or dated), "")


def sender_of_title(texts: list[str], form: Form, catalogue: Catalogue) -> str:
    """Give the code of the one sender of the form that the title names; empty where there is none."""
    for text in texts:
        if _may_be_title(text) and form_in(text, catalogue) == form:
            bare = word(text).replace(word(form.name), "")
            codes = {unit.code for unit in unitwords.within(bare, catalogue)}.intersection(form.senders)
            if len(codes) == 1:
                return codes.pop()
    return ""


def _may_be_title(text: str) -> bool:
    """Whether a text is none of the lines about a form: who approved it, until when it holds, when it was filled in."""
    return not _ABOUT.search(_folded(text))


def _behind(view: View, label: re.Pattern[str]) -> Iterator[str]:
    for row in list(view.rows)[:HEAD_ROWS]:
        cells = view.rows[row]
        for place, cell in enumerate(cells):
            match = label.search(_folded(cell.text[:_LONGEST]))
            beside = cells[place + 1].text.strip()[:_LONGEST] if place + 1 < len(cells) else ""
            words = (match[1].strip() or beside) if match else ""
            if words:
                yield words


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _has_number(folded: str, number: str, *, about: bool) -> bool:
    """Whether a text is about the 表号 and gives it, or is nothing else; `统1` does not stand in `统11`."""
    return folded == number or (about and bool(re.search(rf"{re.escape(number)}(?![0-9a-z])", folded)))


def _has_code(text: str, code: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(code)}(?![A-Za-z0-9])", _folded(text)))
