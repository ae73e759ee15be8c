"""Recognise the marks of secrecy (密级) of the Law on Guarding State Secrets: 绝密, 机密, 秘密.

A mark is written `机密★1年`, or stands alone: in a cell, at the head or foot of a page, among the document's
properties, or set apart in the file's name. Words in a sentence are none (商业秘密, 保密), nor a company called so, nor
公开 and 内部; neither is a list of all the words there are to choose from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reporting.model.grid import Book, Sheet

WORDS = ("绝密", "机密", "秘密")
_LEVEL = f"(?:{'|'.join(WORDS)})"
_BEFORE = r"(?<![\u4e00-\u9fff“\"'‘「])"
# With the star that the rules of marking prescribe, wherever a text begins to speak.
_STARRED = re.compile(rf"{_BEFORE}{_LEVEL}\s*[★☆*]")
_TERM = r"(?:\d{1,2}(?:年|个月)|长期)?"
# Alone in its cell, with or without 密级 before it and the years after it.
_ALONE = re.compile(rf"[\s(\[【〔<]*(?:密级[::\s]*)?{_LEVEL}(?:级|件|文件)?{_TERM}[\s)\]】〕>]*")
# Set apart in a name by anything that is no Chinese word; an enterprise's name is not.
_APART = re.compile(rf"{_BEFORE}{_LEVEL}(?:级|件|文件|★.*)?(?![\u4e00-\u9fff])")
_CHOICES = frozenset({"公开", "内部", "非密", "普通", "一般"})
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Z])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of secrecy: its words, where they stand in people's words, and sheet and cell if that is in a cell."""

    text: str
    where: str
    sheet: str | None = None
    cell: str | None = None


def secret(book: Book, name: str) -> Mark | None:
    """Give the first mark of secrecy of a file: in its name, beside its cells, in them; None where there is none."""
    return secret_name(name) or next(chain(_beside(book), *map(_in, book.sheets)), None)


def secret_name(name: str) -> Mark | None:
    """Give the mark in a file's name, or in that of the folder or archive it came in."""
    found = _APART.search(_folded(name).replace("_", " "))
    return Mark(found[0], "文件名") if found else None


def _beside(book: Book) -> Iterator[Mark]:
    for sheet in book.sheets:
        for text in sheet.margins:
            yield from _marks(_CODES.sub(" ", text).split(), f"工作表“{sheet.name}”的页眉页脚")
    yield from _marks(book.asides, "文件属性或图形中")


def _marks(texts: Sequence[str], where: str) -> Iterator[Mark]:
    yield from (Mark(text.strip(), where) for text in texts if _is_mark(text))


def _in(sheet: Sheet) -> Iterator[Mark]:
    marked = [cell for cell in sheet.cells.values() if "密" in cell.text and _is_mark(cell.text)]
    if marked and not any(cell.text.strip() in _CHOICES for cell in sheet.cells.values()):
        for cell in marked:
            yield Mark(cell.text.strip(), f"工作表“{sheet.name}”的{cell.address}单元格", sheet.name, cell.address)


def _is_mark(text: str) -> bool:
    folded = _folded(text).strip()
    return bool(_ALONE.fullmatch(folded) or _STARRED.search(folded))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
