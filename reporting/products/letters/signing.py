"""What all letters share: whom they are to, who signs and when, and whom to ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

from reporting.documents.fill import Paragraph, Value
from reporting.model.catalogue import COUNTY, ZONE, Catalogue, Unit
from reporting.model.figures import Sentence
from reporting.products.briefing import written_out

# Roles (联系人) whose office answers for a letter, the first that the catalogue has.
_ROLES = ("联系人", "汇总人")
# A number of an office: with or without area code and extension. Personal phones are never printed.
_OFFICE_PHONE = re.compile(r"(?:[(（]?0\d{2,3}[)）]?[-—－ ]?)?[2-9]\d{6,7}(?:(?:转|[-—－])\d{1,6})?")
_UNFILLED = "（待填"
# The standard's line has 28 characters; what signs a letter without seal stands two from the right.
_LINE, _BLANK = 28, 2
_SPACE = "\u3000"


def addressed(unit: Unit) -> Mapping[str, Value]:
    """Name whom a letter is to; how a county or a zone is called, its template says."""
    return {"受文单位": unit.name, "是区县": unit.kind == COUNTY, "是功能区": unit.kind == ZONE}


def signed(name: str, day: date) -> Mapping[str, Value]:
    """Place signature and date as a letter without seal has them (GB/T 9704-2012, 7.3.5.2).

    The date begins two characters right of the signature's first. The longer of the two ends two characters from the
    right.
    """
    written = written_out(day)
    start = _LINE - _BLANK - _width(name)
    if _width(written) > _width(name):
        start = _LINE - _BLANK - _width(written) - _BLANK
    start = max(start, 0)
    return {
        "署名": name,
        "署名缩进": _SPACE * start,
        "日期": written,
        "日期缩进": _SPACE * (start + _BLANK),
    }


def _width(text: str) -> int:
    """Count the characters a text takes; Latin letters and digits are half as wide."""
    return ceil(sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text))


def contact(catalogue: Catalogue) -> Mapping[str, Value]:
    """Name the office to ask, and its telephone where it is an office's; what is to be filled in stays away."""
    for role in _ROLES:
        for one in catalogue.contacts:
            if one.role == role:
                name = _filled(one.office) + _filled(one.name)
                phone = _filled(one.phone)
                return {"联系人": name, "电话": phone if _OFFICE_PHONE.fullmatch(phone) else ""}
    return {"联系人": "", "电话": ""}


def _filled(text: str) -> str:
    return "" if text.startswith(_UNFILLED) else text.strip()


def paragraphs(sentences: Sequence[Sentence]) -> tuple[Paragraph, ...]:
    """Give each sentence a paragraph of its own, its figures with their keys."""
    return tuple(sentence.parts or sentence.text for sentence in sentences)
