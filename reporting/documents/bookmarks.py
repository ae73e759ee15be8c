"""Give printed figures their keys: a hidden bookmark around each bears the key as its name.

So do the words that a release changes bear the name of their placeholder.

The page looks as it would without, and whatever reads a paragraph's runs reads its figures. While a part is filled a
figure stands as a mark inside its run; here the run is parted around it, each part with the run's looks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from html import escape
from itertools import count

from lxml import etree

from reporting.documents.notation import w, without_control
from reporting.documents.words import Placed
from reporting.model.tags import Quoted, Tag

# What stands in the tree, between filling it in and parting its run, and never in a document.
MARK = w("quotedFigure")
MARKED = b"w:quotedFigure"
# Begins the name of a bookmark around words that are found again; no figure's begins so.
_PLACE = "_签发ノ"
_PLACE_NAME = re.compile(rf"{_PLACE}([^_]+)_\d+\w*")  # LibreOffice adds `_Copy_1` where it doubles a head
# Bookmarks that one document may hold.
_MOST = 9_999
_RUN, _WORDS, _LOOKS, _START, _END, _TAG, _ID, _NAME = (
    w(tag) for tag in ("r", "t", "rPr", "bookmarkStart", "bookmarkEnd", "tag", "id", "name")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Controls of staff's own that hold plain text alone: nothing else may stand in them.
_PLAIN_CONTROLS = tuple(w(tag) for tag in ("text", "comboBox", "dropDownList", "date", "dataBinding", "equation"))


def mark_text(quoted: Quoted) -> str:
    """Write a figure as a mark inside `w:t`, its signs escaped."""
    text = escape(without_control(quoted.text), quote=False)
    return f'<w:quotedFigure w:tag="{escape(str(quoted.tag))}">{text}</w:quotedFigure>' if fits(quoted) else text


def place_text(placed: Placed) -> str:
    """Write words that are found again as a mark inside `w:t`; empty ones too."""
    text = escape(without_control(placed.text), quote=False)
    return f'<w:quotedFigure w:name="{escape(placed.name)}">{text}</w:quotedFigure>'


def place_of(bookmark: str) -> str:
    """Give the name under which words are found again, empty for any other bookmark."""
    found = _PLACE_NAME.fullmatch(bookmark)
    return found[1] if found else ""


def marked(t: etree._Element, quoted: Quoted) -> etree._Element:
    """Add a figure as a mark inside `w:t`, and give it."""
    mark = etree.SubElement(t, MARK)
    mark.set(_TAG, str(quoted.tag))
    mark.text = without_control(quoted.text)
    return mark


def fits(quoted: Quoted) -> bool:
    """Whether there is something to mark, and a key that a bookmark's name holds wherever it stands."""
    return bool(quoted.text) and bool(quoted.tag.bookmark(_MOST))


def free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Give numbers for bookmarks, each once in a document."""
    return (number for number in count(1) if number not in taken)


def with_bookmarks(root: etree._Element, numbers: Iterator[int]) -> etree._Element:
    """Turn every mark below the root into a bookmark, and give the root."""
    for run in dict.fromkeys(run for mark in root.iter(MARK) for run in mark.iterancestors(_RUN)):
        if _within_plain_control(run):
            _unmark(run)
        else:
            _part(run, numbers)
    return root


def _within_plain_control(run: etree._Element) -> bool:
    return any(
        properties.find(tag) is not None
        for control in run.iterancestors(w("sdt"))
        for properties in control.iterfind(w("sdtPr"))
        for tag in _PLAIN_CONTROLS
    )


def _unmark(run: etree._Element) -> None:
    for t in run.findall(w("t")):
        text = (t.text or "") + "".join((mark.text or "") + (mark.tail or "") for mark in t.findall(MARK))
        for mark in t.findall(MARK):
            t.remove(mark)
        t.text = text


def _part(run: etree._Element, numbers: Iterator[int]) -> None:
    """Put, in the place of a run, its parts: one for each figure, between the ends of its bookmark, and plain ones."""
    looks = run.find(_LOOKS)
    plain: etree._Element | None = None
    for piece in [piece for child in run if child is not looks for piece in _pieces(child)]:
        if piece.tag == MARK:
            for element in _bookmarked(run, looks, piece, next(numbers)):
                run.addprevious(element)
            plain = None
            continue
        if plain is None:
            plain = _run(run, looks)
            run.addprevious(plain)
        plain.append(piece)
    holder = run.getparent()
    assert holder is not None, "a run stands in a paragraph"
    holder.remove(run)


def _pieces(child: etree._Element) -> Iterator[etree._Element]:
    """Give what a child of a run is made of: words, marks, and all else as it is."""
    marks = child.findall(MARK)
    if not marks:
        yield child
        return
    if child.text:
        yield _words(child.text)
    for mark in marks:
        yield mark
        if mark.tail:
            yield _words(mark.tail)


def _words(text: str) -> etree._Element:
    t = etree.Element(_WORDS)
    t.text = text
    t.set(_SPACE, "preserve")
    return t


def _run(model: etree._Element, looks: etree._Element | None) -> etree._Element:
    run = etree.Element(_RUN, _attributes(model))
    if looks is not None:
        run.append(deepcopy(looks))
    return run


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(text) for name, text in element.items()}


def _bookmarked(
    model: etree._Element, looks: etree._Element | None, mark: etree._Element, number: int
) -> tuple[etree._Element, ...]:
    """Give a figure's run between the two ends of its bookmark."""
    identity = {_ID: str(number)}
    place = mark.get(_NAME)
    name = f"{_PLACE}{place}_{number}" if place else Tag.parse(mark.get(_TAG, "")).bookmark(number)
    run = _run(model, looks)
    run.append(_words(mark.text or ""))
    return etree.Element(_START, {**identity, _NAME: name}), run, etree.Element(_END, identity)
