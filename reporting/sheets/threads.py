"""Threaded comments of newer Excels: ours is an answer in the sender's thread, since Excel shows nothing else there.

The note of old that stands at such a cell is only a copy for other programs. Kept apart: [MS-XLSX] 2.6.205 and 2.6.207.
"""

from __future__ import annotations

import posixpath
import uuid

from lxml import etree

from reporting.model.grid import address
from reporting.sheets.editing import Editing, namespace

# What the author of a note is called that is a copy of a thread.
COPY = "tc="
_KIND, _PEOPLE = "threadedComment", "person"


def is_copy(author: str) -> bool:
    """Whether a note only shows a thread to programs that know none."""
    return author.startswith(COPY)


def forget(editing: Editing, part: str, name: str) -> None:
    """Take our answers of an earlier time out of a sheet's threads; `name` is ours."""
    threads = editing.part_of_kind(_KIND, part)
    ours = _identity(name)
    if threads is None or ours.encode() not in editing.bytes_of(threads):
        return
    root = editing.tree(threads)
    for one in [one for one in root if isinstance(one.tag, str) and one.get("personId") == ours]:
        root.remove(one)


def answer(editing: Editing, part: str, at: tuple[int, int], text: str, name: str) -> None:
    """Answer in the thread at a cell, where there is one."""
    threads = editing.part_of_kind(_KIND, part)
    people = editing.part_of_kind(_PEOPLE)
    if threads is None or people is None:
        return
    root = editing.tree(threads)
    first = next((one for one in root if one.get("ref") == address(*at) and not one.get("parentId")), None)
    if first is None:
        return
    ns = namespace(root)
    own = f"{{{uuid.uuid5(uuid.NAMESPACE_OID, f'{posixpath.basename(part)} {address(*at)} {text}')}}}".upper()
    said = etree.Element(f"{ns}threadedComment", ref=address(*at), dT=first.get("dT", ""), personId=_identity(name))
    said.set("id", own)
    said.set("parentId", first.get("id", ""))
    etree.SubElement(said, f"{ns}text").text = text
    last = [one for one in root if first.get("id") in (one.get("id"), one.get("parentId"))][-1]
    last.addnext(said)
    _introduce(editing.tree(people), name)


def _introduce(root: etree._Element, name: str) -> None:
    identity = _identity(name)
    if all(one.get("id") != identity for one in root):
        etree.SubElement(
            root, f"{namespace(root)}person", displayName=name, id=identity, userId=name, providerId="None"
        )


def _identity(name: str) -> str:
    return f"{{{uuid.uuid5(uuid.NAMESPACE_OID, name)}}}".upper()
