"""Notes at cells (批注): ours are made, or written below the sender's, and known again when the file comes back."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from reporting.model.grid import address, place
from reporting.package.xml import written
from reporting.sheets import threads
from reporting.sheets.boxes import draw
from reporting.sheets.editing import Editing, cannot_be_changed, child, element, namespace
from reporting.sheets.sheet_xml import XML_SPACE, escaped

AUTHOR = "审核提示"
# What our own notes begin with, so that they are known again when the file comes back.
OURS = "【审核提示】"
MOST = 900
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
# Our answer within the copy of a thread, as Excel writes it anew: below a line that says it is an answer.
_ANSWER = re.compile(rf"\n(?:Reply|答复|回复)[:：]\s*{OURS}.*?(?=\n(?:Reply|答复|回复)[:：]|\Z)", re.DOTALL)


def annotate(editing: Editing, part: str, texts: Mapping[tuple[int, int], str]) -> None:
    """Put notes at cells of a sheet. Ours from an earlier time go; a sender's note is kept, ours stands below it."""
    name = editing.part_of_kind("comments", part)
    if not texts and (name is None or OURS.encode() not in editing.bytes_of(name)):
        return
    root = editing.tree(name or _new_comments(editing, part))
    gone = _forget(root)
    threads.forget(editing, part, AUTHOR)
    there = {one.get("ref"): one for one in root.iter(f"{namespace(root)}comment")}
    fresh, longer = {}, {}
    for at in sorted(texts)[:MOST]:
        text = f"{OURS}{texts[at]}"
        comment = there.get(address(*at))
        if comment is None:
            _add(root, at, text)
            fresh[at] = text
        else:
            _join(comment, text)
            longer[at] = "".join(map(str, comment.itertext()))
            if threads.is_copy(_author(root, comment)):
                threads.answer(editing, part, at, text, AUTHOR)
    draw(editing, part, fresh, gone, longer)


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
        texts = [text for text in comment.iter(f"{namespace(root)}t") if text.text]
        ours = [text for text in texts if OURS in (text.text or "")]
        for text in ours:
            text.text = _without_ours(text.text or "")
        if not ours:
            continue
        if any((text.text or "").strip() for text in texts):
            for text in ours:
                _drop_empty(text)
        else:
            gone.add(_place(comment))
            _parent(comment).remove(comment)
    return gone


def _without_ours(text: str) -> str:
    """Give what stands before our words; other programs may have made one run of the sender's words and ours."""
    return _ANSWER.sub("", text).partition(OURS)[0].rstrip("\n")


def _drop_empty(text: etree._Element) -> None:
    run = _parent(text)
    if not text.text and run.tag == f"{namespace(text)}r":
        _parent(run).remove(run)


def _place(comment: etree._Element) -> tuple[int, int]:
    try:
        return place(comment.get("ref", ""))
    except ValueError as fault:
        raise cannot_be_changed("comments") from fault


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _author(root: etree._Element, comment: etree._Element) -> str:
    authors = child(root, "authors")
    names = [] if authors is None else [one.text or "" for one in authors]
    number = comment.get("authorId", "")
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else ""


def _join(comment: etree._Element, text: str) -> None:
    """Write below a note that stands at the cell."""
    holder = child(comment, "text")
    if holder is None:
        holder = etree.SubElement(comment, f"{namespace(comment)}text")
    _loose_text_to_run(holder)
    _run(holder, f"\n{text}")


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
    _run(etree.SubElement(comment, f"{ns}text"), text)


def _run(holder: etree._Element, text: str) -> None:
    ns = namespace(holder)
    run = etree.SubElement(holder, f"{ns}r")
    look = etree.SubElement(run, f"{ns}rPr")
    etree.SubElement(look, f"{ns}sz", val="10")
    etree.SubElement(look, f"{ns}rFont", val="宋体")
    written_text = etree.SubElement(run, f"{ns}t")
    written_text.set(XML_SPACE, "preserve")
    written_text.text = escaped(text)
