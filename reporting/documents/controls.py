"""Give printed figures their keys: each stands in a content control of its own that bears the tag.

The control is hidden and unlocked: the page looks as it would without, and staff edit what stands in it. While a part
is filled a figure stands as a mark inside its run; here the run is parted around it, each part with the run's looks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from html import escape
from itertools import count

from lxml import etree

from reporting.documents.notation import w, without_control
from reporting.model.tags import Quoted

# What stands in the tree, between filling it in and parting its run, and never in a document.
MARK = w("quotedFigure")
MARKED = b"w:quotedFigure"
_RUN, _WORDS, _LOOKS, _CONTROL, _PROPERTIES, _CONTENT, _TAG, _ID, _VALUE = (
    w(tag) for tag in ("r", "t", "rPr", "sdt", "sdtPr", "sdtContent", "tag", "id", "val")
)
# Word refuses longer tags.
_LONGEST = 64
_APPEARANCE = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PREFIX = b"w15"
_ROOT = re.compile(rb"<w:\w+ [^>]*>")
_KNOWN_PREFIX = re.compile(rb'xmlns:(\w+)="%s"' % _APPEARANCE.encode())
_IGNORED = re.compile(rb'mc:Ignorable="([^"]*)"')
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
    mark.set(_TAG, str(quoted.tag))
    mark.text = without_control(quoted.text)
    return mark


def fits(quoted: Quoted) -> bool:
    """Whether there is something to tag, and a tag that Word takes."""
    return bool(quoted.text) and len(str(quoted.tag)) <= _LONGEST


def free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Give numbers for controls, each once in a document."""
    return (number for number in count(1) if number not in taken)


def with_controls(root: etree._Element, numbers: Iterator[int]) -> etree._Element:
    """Turn every mark below the root into a control, and give the root."""
    for run in dict.fromkeys(run for mark in root.iter(MARK) for run in mark.iterancestors(_RUN)):
        if _within_plain_control(run):
            _unmark(run)
        else:
            _part(run, numbers)
    return root


def declared(xml: bytes) -> bytes:
    """Declare at a part's root what controls are written in, to be passed over by programs that do not know it."""
    match = _ROOT.search(xml)
    if match is None:
        return xml
    root = match[0]
    for prefix, name in ((b"mc", _COMPATIBILITY), (_PREFIX, _APPEARANCE)):
        if name.encode() not in root:
            root = root[:-1] + b' xmlns:%s="%s">' % (prefix, name.encode())
    known = _KNOWN_PREFIX.search(root)
    prefix = known[1] if known else _PREFIX
    ignored = _IGNORED.search(root)
    if ignored is None:
        root = root[:-1] + b' mc:Ignorable="%s">' % prefix
    elif prefix not in ignored[1].split():
        root = root[: ignored.end(1)] + b" " + prefix + root[ignored.end(1) :]
    return xml[: match.start()] + root + xml[match.end() :]


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
    looks = run.find(_LOOKS)
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


def _control(model: etree._Element, looks: etree._Element | None, mark: etree._Element, number: int) -> etree._Element:
    control = etree.Element(_CONTROL)
    properties = etree.SubElement(control, _PROPERTIES)
    etree.SubElement(properties, _TAG, {_VALUE: mark.get(_TAG, "")})
    etree.SubElement(properties, _ID, {_VALUE: str(number)})
    etree.SubElement(properties, f"{{{_APPEARANCE}}}appearance", {f"{{{_APPEARANCE}}}val": "hidden"})
    run = _run(model, looks)
    run.append(_words(mark.text or ""))
    etree.SubElement(control, _CONTENT).append(run)
    return control
