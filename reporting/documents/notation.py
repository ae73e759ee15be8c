"""The notation of templates: `{{名称}}` for words, `{% if 期号 %}` around them, `{%p if 期号 %}` for whole paragraphs.

A statement with `p`, `tr`, `tc` or `r` takes the place of the paragraph, row, cell or run it stands in, as docxtpl has
it. Word splits what is typed into runs as it likes; here a placeholder is made whole again. The engine is jinja2's
sandbox: a template reaches nothing but its values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from markupsafe import Markup

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BLOCK = re.compile(r"\{%(p|tr|tc|r)\s+(.*?)%\}")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands around a lifted statement until the part is written out.
_STATEMENT = f"{{{WORD}}}statement"
_LIFTED = re.compile(r"<w:statement>(.*?)</w:statement>", re.DOTALL)
# Word turns quotes into these while one types, XML needs the signs written otherwise.
_TYPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "“": '"', "”": '"', "‘": "'", "’": "'"}
_TYPED_SIGNS = re.compile("|".join(_TYPED))


def w(tag: str) -> str:
    """Give a tag of WordprocessingML its namespace."""
    return f"{{{WORD}}}{tag}"


def without_control(text: str) -> str:
    """Drop the signs XML cannot hold; what a county pasted must never make a document unreadable."""
    return _ILLEGAL.sub("", text)


def made_whole(paragraph: etree._Element) -> None:
    """Bring a placeholder that Word split over runs together in the run it begins in, which keeps its looks."""
    texts = list(paragraph.iter(w("t")))
    whole = "".join(t.text or "" for t in texts)
    for match in PLACEHOLDER.finditer(whole):
        at = 0
        first: etree._Element | None = None
        for t in texts:
            length = len(t.text or "")
            begin, end = max(match.start() - at, 0), min(match.end() - at, length)
            if begin < end:
                held = t.text or ""
                t.text = held[:begin] + (match.group() if first is None else "") + held[end:]
                first = t if first is None else first
            at += length
        if first is not None:
            first.set(_SPACE, "preserve")
    for t in texts:
        if t.text != (t.text or "").strip():
            t.set(_SPACE, "preserve")


def source_of(root: etree._Element) -> str:
    """Write a part as the engine reads it; the tree is changed on the way."""
    for t in list(root.iter(w("t"))):
        match = _BLOCK.search(t.text or "")
        if match is not None:
            _lift(t, match[1])
    written = _LIFTED.sub(r"\1", etree.tostring(root, encoding="unicode"))
    return PLACEHOLDER.sub(lambda match: _TYPED_SIGNS.sub(lambda sign: _TYPED[sign[0]], match[0]), written)


def _lift(t: etree._Element, kind: str) -> None:
    """Put the statements of a paragraph, row, cell or run in its place."""
    held = next(t.iterancestors(w(kind)), None)
    holder = held.getparent() if held is not None else None
    if held is None or holder is None:
        return
    text = "".join(one.text or "" for one in held.iter(w("t")))
    statement = etree.Element(_STATEMENT)
    statement.text = "".join(f"{{% {match[2]}%}}" for match in _BLOCK.finditer(text) if match[1] == kind)
    statement.tail = held.tail
    holder.replace(held, statement)


def without_blocks(text: str) -> str:
    """Take the statements that stand for whole paragraphs and the like out of a text."""
    return _BLOCK.sub("", text)


@cache
def engine() -> Any:
    """Make the engine: nothing is known in it but what a template is filled with."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=shown)
    environment.globals.clear()
    return environment


def shown(value: object) -> Markup:
    """Make a value fit to stand in a run: None is nothing, a line break is Word's, control signs go."""
    from markupsafe import Markup, escape

    if isinstance(value, Markup):
        return value
    lines = without_control("" if value is None else str(value)).split("\n")
    return Markup('</w:t><w:br/><w:t xml:space="preserve">').join(escape(line) for line in lines)
