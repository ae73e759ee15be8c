"""Notes at cells (批注): the comments part and the old drawing part that holds their boxes, made or added to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from reporting.model.grid import address, place
from reporting.package.xml import local, written
from reporting.sheets.editing import Editing, cannot_be_changed, child, element, link_namespace, namespace
from reporting.sheets.sheet_xml import XML_SPACE, escaped
from reporting.sheets.width import lines

AUTHOR = "审核提示"
# What our own notes begin with, so that they are known again when the file comes back.
OURS = "【审核提示】"
# A drawing numbers its shapes in blocks of 1024.
BLOCK = 1024
MOST = 900
_WIDTH = 30
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may stand after <legacyDrawing> in a worksheet (ECMA-376 18.3.1.99).
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_SHAPES = re.compile(r"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)
_EMPTY_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>\
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;\
margin-top:5pt;width:180pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" \
o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>\
</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""


def annotate(editing: Editing, part: str, texts: Mapping[tuple[int, int], str]) -> None:
    """Put notes at cells of a sheet. Ours from an earlier time go; a sender's note is kept, ours stands below it."""
    name = editing.part_of_kind("comments", part)
    if not texts and (name is None or OURS.encode() not in editing.bytes_of(name)):
        return
    root = editing.tree(name or _new_comments(editing, part))
    gone = _forget(root)
    fresh = [at for at in sorted(texts)[:MOST] if not _joined(root, at, texts[at])]
    for at in fresh:
        _add(root, at, texts[at])
    _draw(editing, part, {at: texts[at] for at in fresh}, gone)


def _new_comments(editing: Editing, part: str) -> str:
    uri = namespace(editing.tree(part))[1:-1]
    name = editing.free_name("xl/comments{}.xml")
    root = element(uri, "comments")
    etree.SubElement(root, f"{{{uri}}}authors")
    etree.SubElement(root, f"{{{uri}}}commentList")
    editing.add(name, written(root), _COMMENTS)
    editing.link(part, "comments", posixpath.relpath(name, posixpath.dirname(part)))
    return name


def _forget(root: etree._Element) -> set[tuple[int, int]]:
    """Remove what we wrote at an earlier time; give the cells that lose their note by it."""
    gone = set()
    for comment in list(root.iter(f"{namespace(root)}comment")):
        runs = list(comment.iter(f"{namespace(root)}r"))
        ours = [run for run in runs if "".join(map(str, run.itertext())).lstrip().startswith(OURS)]
        for run in ours:
            _parent(run).remove(run)
        if ours and len(ours) == len(runs):
            gone.add(_place(comment))
            _parent(comment).remove(comment)
    return gone


def _place(comment: etree._Element) -> tuple[int, int]:
    try:
        return place(comment.get("ref", ""))
    except ValueError as fault:
        raise cannot_be_changed("comments") from fault


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _joined(root: etree._Element, at: tuple[int, int], text: str) -> bool:
    """Write below a note that stands at the cell; False where there is none."""
    for comment in root.iter(f"{namespace(root)}comment"):
        holder = child(comment, "text")
        if comment.get("ref") == address(*at) and holder is not None:
            _loose_text_to_run(holder)
            _run(holder, f"\n{OURS}{text}")
            return True
    return False


def _loose_text_to_run(holder: etree._Element) -> None:
    """A note may hold one bare text instead of runs; then it is made the first run."""
    bare = child(holder, "t")
    if bare is not None:
        run = etree.Element(f"{namespace(holder)}r")
        holder.replace(bare, run)
        run.append(bare)


def _add(root: etree._Element, at: tuple[int, int], text: str) -> None:
    ns = namespace(root)
    authors, comments = child(root, "authors"), child(root, "commentList")
    if authors is None or comments is None:
        raise cannot_be_changed("comments")
    names = [one.text for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{ns}author").text = AUTHOR
        names.append(AUTHOR)
    comment = etree.SubElement(comments, f"{ns}comment", ref=address(*at), authorId=str(names.index(AUTHOR)))
    _run(etree.SubElement(comment, f"{ns}text"), f"{OURS}{text}")


def _run(holder: etree._Element, text: str) -> None:
    ns = namespace(holder)
    run = etree.SubElement(holder, f"{ns}r")
    look = etree.SubElement(run, f"{ns}rPr")
    etree.SubElement(look, f"{ns}sz", val="10")
    etree.SubElement(look, f"{ns}rFont", val="宋体")
    written_text = etree.SubElement(run, f"{ns}t")
    written_text.set(XML_SPACE, "preserve")
    written_text.text = escaped(text)


def _draw(editing: Editing, part: str, texts: Mapping[tuple[int, int], str], gone: set[tuple[int, int]]) -> None:
    """Draw the boxes of new notes and take away those of notes that went."""
    if not texts and not gone:
        return
    name = editing.legacy_drawing(part) or _new_drawing(editing, part)
    content = _drawing(editing.bytes_of(name))
    content = _SHAPES.sub(lambda match: "" if _cell_of(match[0]) in gone else match[0], content)
    numbers = [int(number) for number in re.findall(r"_x0000_s(\d+)", content)]
    block = re.search(r"<o:idmap[^>]*\bdata=[\"'](\d+)", content)
    number = max([int(block[1]) * BLOCK if block else BLOCK, *numbers])
    shapes = "".join(_shape(number + step, at, texts[at]) for step, at in enumerate(sorted(texts), 1))
    before, end, after = content.rpartition("</xml>")
    editing.put(name, f"{before}{shapes}{end}{after}".encode())


def _drawing(content: bytes) -> str:
    """Read a drawing of old; one that is cut off, or in another encoding, shows no box and is begun anew."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    return text if "</xml>" in text else _EMPTY_DRAWING.format(block=1)


def _cell_of(shape: str) -> tuple[int, int] | None:
    row, column = re.search(r"<x:Row>\s*(\d+)", shape), re.search(r"<x:Column>\s*(\d+)", shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _shape(number: int, at: tuple[int, int], text: str) -> str:
    row, column = at[0] - 1, at[1] - 1
    rows = lines(f"{OURS}{text}", _WIDTH) + 1
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 4}, 15, {max(row - 1, 0) + rows}, 4"
    return _SHAPE.format(number=number, order=number % BLOCK, height=rows * 14, anchor=anchor, row=row, column=column)


def _new_drawing(editing: Editing, part: str) -> str:
    name = editing.free_name("xl/drawings/vmlDrawing{}.vml")
    known = [editing.bytes_of(one) for one in editing.names() if one.endswith(".vml")]
    taken = [int(number) for drawing in known for number in re.findall(rb"<o:idmap[^>]*data=[\"'](\d+)", drawing)]
    editing.know_ending("vml", _DRAWING)
    editing.put(name, _EMPTY_DRAWING.format(block=max([0, *taken]) + 1).encode())
    identity = editing.link(part, "vmlDrawing", posixpath.relpath(name, posixpath.dirname(part)))
    root = editing.tree(part)
    drawing = etree.Element(f"{namespace(root)}legacyDrawing")
    drawing.set(f"{{{link_namespace(root)}}}id", identity)
    later = [one for one in root if isinstance(one.tag, str) and local(one.tag) in _AFTER]
    root.insert(root.index(later[0]) if later else len(root), drawing)
    return name
