"""Slots: the places of a document that people write, kept from one draft to the next.

A slot is a content control of Word whose tag begins with `人工填写/`; its title is what people see. What a new draft
holds there is only the prompt, so what people wrote into an earlier draft can be put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reporting.documents.notation import w, without_control
from reporting.model.errors import UnreadableFile
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.package.xml import parse, written

TAG = "人工填写/"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The standard's levels of headings; a line that goes on after its heading is a paragraph.
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、[^。]*"), "一级标题"),
    (re.compile(r"（[一二三四五六七八九十]+）[^。]*"), "二级标题"),
)
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Marks that point to other parts of the document they came from; without those they would damage the new one.
_POINTERS = frozenset(
    w(tag)
    for tag in (
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "footnoteReference",
        "endnoteReference",
        "bookmarkStart",
        "bookmarkEnd",
        "sectPr",
    )
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A new draft with what people had written.

    `filled` are the slots that got their text, `lacking` those of them whose pictures stayed behind, `lost` those that
    no earlier draft has any more: some programs drop the controls when they save.
    """

    content: bytes
    filled: tuple[str, ...]
    lacking: tuple[str, ...]
    lost: tuple[str, ...]


def carry_over(new: bytes, edited: Sequence[bytes]) -> Carried:
    """Put into the slots of a new draft what people wrote into earlier ones, the last of which counts.

    Raises UnreadableFile where an earlier one is no document.
    """
    written_by_people: dict[str, etree._Element] = {}
    drafts = [_body(one) for one in edited]
    for draft in drafts:
        written_by_people |= dict(_written(draft))
    archive = Archive(new)
    root = parse(archive.read(_BODY))
    filled, lacking = [], []
    for name, control in _slots(root).items():
        if name in written_by_people:
            complete = _put(control, written_by_people[name])
            filled.append(name)
            lacking += [] if complete else [name]
    known = {name for draft in drafts for name in _slots(draft)}
    lost = [name for name in _slots(root) if drafts and name not in known]
    content = replaced(archive, {_BODY: written(root)}) if filled else new
    return Carried(content, tuple(filled), tuple(lacking), tuple(lost))


def empty_slots(content: bytes) -> tuple[str, ...]:
    """Name the slots of a document that nobody has written into yet."""
    root = _body(content)
    filled = dict(_written(root))
    return tuple(name for name in _slots(root) if name not in filled)


def _body(content: bytes) -> etree._Element:
    archive = Archive(content)
    if _BODY not in archive:
        raise UnreadableFile("file-kind", "不是 Word 文档（.docx）")
    return parse(archive.read(_BODY), _BODY)


def _slots(root: etree._Element) -> Mapping[str, etree._Element]:
    """Give the slots by name, in the order of the document."""
    found = {}
    for control in root.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        name = "" if tag is None else tag.get(w("val"), "")
        if name.startswith(TAG):
            found[name.removeprefix(TAG)] = control
    return found


def _written(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the slots people wrote into, with their content; one that shows its prompt is not among them."""
    for name, control in _slots(root).items():
        content = control.find(w("sdtContent"))
        if content is not None and not _is_prompt(control) and _text(content):
            yield name, content


def _is_prompt(control: etree._Element) -> bool:
    """Whether a slot still shows its prompt: marked so, or, by programs that lose the mark, in its brackets."""
    content = control.find(w("sdtContent"))
    text = "" if content is None else _text(content)
    return control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None or (text[:1] == "〔" and text[-1:] == "〕")


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t"))).strip()


def _put(control: etree._Element, content: etree._Element) -> bool:
    """Put what was written into a slot; whether nothing had to be left behind."""
    held = control.find(w("sdtContent"))
    prompt = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    assert held is not None, "a slot of the template has content"
    if prompt is not None:
        parent = prompt.getparent()
        assert parent is not None, "a mark stands among the properties"
        parent.remove(prompt)
    taken = deepcopy(content)
    complete = _without_pointers(taken)
    control.replace(held, taken)
    return complete


def _without_pointers(content: etree._Element) -> bool:
    """Take out what leads to parts of the old document; whether no picture went with it."""
    complete = True
    for element in list(content.iter(etree.Element)):
        links = [name for name in map(str, element.attrib) if name.startswith(_LINKS)]
        if element.tag == w("hyperlink"):
            for name in links:
                del element.attrib[name]
        elif element.tag in _POINTERS:
            _drop(element)
        elif links:
            complete = False
            _drop(_drawing_of(element))
    return complete


def _drawing_of(element: etree._Element) -> etree._Element:
    """Give the drawing or object a link stands in, else the element itself."""
    whole = (w("drawing"), w("pict"), w("object"))
    return next((above for above in element.iterancestors() if above.tag in whole), element)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def with_text(content: bytes, given: Mapping[str, Sequence[str]]) -> bytes:
    """Write text into slots by name, a paragraph a line, with the looks of what stood there; a heading has its own."""
    archive = Archive(content)
    root = parse(archive.read(_BODY))
    named = {name: control for name, control in _slots(root).items() if given.get(name)}
    for name, control in named.items():
        held = control.find(w("sdtContent"))
        assert held is not None, "a slot of the template has content"
        model = next(held.iter(w("p")), None)
        typed = etree.Element(w("sdtContent"))
        typed.extend(_paragraph(model, line, _style_names(archive)) for line in given[name])
        _put(control, typed)
    return replaced(archive, {_BODY: written(root)}) if named else content


def _paragraph(model: etree._Element | None, line: str, styles: frozenset[str]) -> etree._Element:
    paragraph = etree.Element(w("p"))
    looks = None if model is None else model.find(w("pPr"))
    if looks is not None:
        paragraph.append(deepcopy(looks))
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    level = next((level for pattern, level in _LEVELS if pattern.fullmatch(line) and level in styles), None)
    if style is not None and level is not None:
        style.set(w("val"), level)
    t = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
    t.text = without_control(line)
    t.set(_SPACE, "preserve")
    return paragraph


def _style_names(archive: Archive) -> frozenset[str]:
    if _STYLES not in archive:
        return frozenset()
    return frozenset(one.get(w("styleId"), "") for one in parse(archive.read(_STYLES)).iter(w("style")))
