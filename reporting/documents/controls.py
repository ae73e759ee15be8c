"""Give printed figures their keys: each stands in a content control of its own that bears the tag.

The control is hidden and unlocked: the page looks as it would without, and staff edit what stands in it. While a part
is filled a figure stands as a mark inside its run; here the run is parted around it, each part with the run's looks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from html import escape
from itertools import count
from typing import cast

from lxml import etree

from reporting.documents.notation import w, without_control
from reporting.model.tags import Quoted

# What stands in the tree, between filling it in and parting its run, and never in a document.
MARK = w("quotedFigure")
MARKED = b"w:quotedFigure"
# Word refuses longer tags.
_LONGEST = 64
_APPEARANCE = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE = f"{{{_COMPATIBILITY}}}Ignorable"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Controls of staff's own that hold plain text alone: no control may stand in them.
_PLAIN_CONTROLS = tuple(w(tag) for tag in ("text", "comboBox", "dropDownList", "date", "dataBinding", "equation"))


def mark_text(quoted: Quoted) -> str:
    """Write a figure as a mark inside `w:t`, its signs escaped."""
    text = escape(without_control(quoted.text), quote=False)
    return f'<w:quotedFigure w:tag="{escape(str(quoted.tag))}">{text}</w:quotedFigure>' if fits(quoted) else text


def marked(t: etree._Element, quoted: Quoted) -> etree._Element:
    """Add a figure as a mark inside `w:t`, and give it."""
    mark = etree.SubElement(t, MARK)
    mark.set(w("tag"), str(quoted.tag))
    mark.text = without_control(quoted.text)
    return mark


def fits(quoted: Quoted) -> bool:
    """Whether there is something to tag, and a tag that Word takes."""
    return bool(quoted.text) and len(str(quoted.tag)) <= _LONGEST


def free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Give numbers for controls, each once in a document."""
    return (number for number in count(1) if number not in taken)


def with_controls(root: etree._Element, numbers: Iterator[int]) -> etree._Element:
    """Turn every mark below the root into a control; give the root, which may be a new one."""
    runs = dict.fromkeys(run for mark in root.iter(MARK) for run in mark.iterancestors(w("r")))
    placed = False
    for run in runs:
        if _within_plain_control(run):
            _unmark(run)
        else:
            _part(run, numbers)
            placed = True
    return _with_appearance(root) if placed else root


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
    """Put, in the place of a run, its parts: plain runs, and controls around what prints a figure."""
    looks = run.find(w("rPr"))
    plain: etree._Element | None = None
    for piece in [piece for child in run if child is not looks for piece in _pieces(child)]:
        if piece.tag == MARK:
            run.addprevious(_control(run, looks, piece, next(numbers)))
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
    t = etree.Element(w("t"))
    t.text = text
    t.set(_SPACE, "preserve")
    return t


def _run(model: etree._Element, looks: etree._Element | None) -> etree._Element:
    run = etree.Element(w("r"), _attributes(model))
    if looks is not None:
        run.append(deepcopy(looks))
    return run


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(text) for name, text in element.items()}


def _control(model: etree._Element, looks: etree._Element | None, mark: etree._Element, number: int) -> etree._Element:
    control = etree.Element(w("sdt"))
    properties = etree.SubElement(control, w("sdtPr"))
    etree.SubElement(properties, w("tag")).set(w("val"), mark.get(w("tag"), ""))
    etree.SubElement(properties, w("id")).set(w("val"), str(number))
    etree.SubElement(properties, f"{{{_APPEARANCE}}}appearance", nsmap={"w15": _APPEARANCE}).set(
        f"{{{_APPEARANCE}}}val", "hidden"
    )
    run = _run(model, looks)
    run.append(_words(mark.text or ""))
    etree.SubElement(control, w("sdtContent")).append(run)
    return control


def _with_appearance(root: etree._Element) -> etree._Element:
    """Declare the vocabulary of 2012 at the root, to be passed over by programs that do not know it."""
    prefix = next((known for known, name in root.nsmap.items() if known and name == _APPEARANCE), "w15")
    names = root.get(_IGNORABLE, "").split()
    if prefix not in names:
        names.append(prefix)
    wanted = {"mc": _COMPATIBILITY, prefix: _APPEARANCE}
    missing = {word: name for word, name in wanted.items() if name not in root.nsmap.values()}
    made = root
    if missing:
        made = etree.Element(root.tag, _attributes(root), nsmap=cast("dict[str, str]", root.nsmap) | missing)
        made.text = root.text
        made.extend(list(root))
    made.set(_IGNORABLE, " ".join(names))
    return made
