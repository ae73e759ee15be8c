"""One cell of a table is held against the figure that its row and column name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reporting.model.figures import Figure
from reporting.model.proof import Grounds, Kind
from reporting.model.words import Judgement, State
from reporting.proof.amounts import Amount, alone, has_its_digits, measured
from reporting.proof.borne import Asked, Reading, bears, nearest, readings
from reporting.proof.folding import bare, folded
from reporting.proof.headings import Line, Stub
from reporting.proof.roles import Approach, Role

_TAIL = re.compile(r"[*＊]|\((20\d\d)年数?\)\Z")
_LAMP = re.compile("[●○◯◎]")
_STATES = {"未报送": State.NOT_SUBMITTED, "退回未改": State.RETURNED, "不适用": State.NOT_APPLICABLE}
_PLACE = re.compile(r"(并列)?第(\d+)位")
# Words that tables put before a number, and behind it.
_BEFORE = re.compile("^(?:较目标|第|增加|每年|年均增长|年均|累计|力争|争取|达到|突破|超过|超|进入全国前|\\+)*")
_BEHIND = re.compile("(?:以上|左右|以内|以下)+\\Z")

# What stands there, what the ledger has, and of what kind the doubt is.
Found = tuple[str, str | None, Kind]


def cell(grounds: Grounds, asked: Line, line: Line, title: Line, stub: Stub) -> Found | None:
    """Judge one cell; None where it is right or says nothing of a figure."""
    text = folded(asked.text).strip()
    figures = [one for code in asked.codes if (one := grounds.compilation.figure(code, asked.unit))]
    if line.measures:
        return _measure_cell(asked.text, figures)
    if line.judgement:
        return _judged_cell(asked.text, figures)
    if line.rank:
        return _ranked_cell(asked.text, figures)
    roles = line.roles or ((Role.VALUE,) if line.codes or line.unit or (stub.codes and title.codes) else ())
    if not roles:
        return None
    if roles[0] is Role.VALUE and text in _STATES:
        wrong = bool(figures) and all(one.value is not None for one in figures)
        return (asked.text, _values(figures), Kind.NUMBER) if wrong else None
    return _number_cell(grounds, asked, replace(line, roles=roles, period=line.period or title.period), stub)


def _values(figures: Sequence[Figure]) -> str | None:
    return next(
        (Reading(one.value, one.measure, one.places, Role.VALUE).text for one in figures if one.value is not None), None
    )


def _measure_cell(text: str, figures: Sequence[Figure]) -> Found | None:
    word = bare(text)
    wrong = bool(figures) and all(bare(one.measure) != word for one in figures)
    return (text, figures[0].measure, Kind.MEASURE) if wrong else None


def _judged_cell(text: str, figures: Sequence[Figure]) -> Found | None:
    word = _LAMP.sub("", text).strip()
    judged = [one.judgement for one in figures if one.judgement is not None]
    if not word or not judged or not any(word.startswith(one) for one in Judgement):
        return None
    right = any(word.split("，")[0] == one.split("，")[0] for one in judged)
    return None if right else (word, str(judged[0]), Kind.COMPARISON)


def _ranked_cell(text: str, figures: Sequence[Figure]) -> Found | None:
    found = _PLACE.search(text) or re.fullmatch(r"()(\d+)", text.strip())
    ranks = [one.rank for one in figures if one.rank is not None]
    if found is None or not ranks or int(found[2]) in ranks:
        return None
    return text, f"第{ranks[0]}位", Kind.RANK


def _number_cell(grounds: Grounds, asked: Line, line: Line, stub: Stub) -> Found | None:
    text = folded(asked.text).strip()
    year = _TAIL.search(text)
    amount = _amount(_TAIL.sub("", text).strip())
    if amount is None:
        return None
    found = _readings(grounds, asked, line)
    if not found and line.roles[0] not in (Role.VALUE, Role.TARGET):
        return None
    measure = amount.measure or line.measure or (stub.measure if line.roles[0] is Role.VALUE else "")
    if any(bears(one, _said(amount, measure, one), Approach.EXACT, None) for one in found):
        return _other_year(grounds, asked, year[1] if year else None)
    digits = next((one for one in found if measure and _has_digits(amount, one)), None)
    if digits is not None:
        return asked.text, digits.text, Kind.MEASURE
    best = nearest(found, _said(amount, measure, found[0])) if found else None
    return asked.text, best.text if best else None, Kind.NUMBER


def _amount(text: str) -> Amount | None:
    """Read a cell's number, with the words that tables put before one."""
    amount = alone(_BEHIND.sub("", _BEFORE.sub("", text)))
    return replace(amount, value=-amount.value) if amount is not None and text.startswith("减少") else amount


def _said(amount: Amount, measure: str, reading: Reading) -> Amount:
    """Give a cell's number the measure of its row or column; where neither says one, the ledger's own is meant."""
    base, scale = measured(measure or reading.measure)
    return amount if amount.measure else replace(amount, measure=base, scale=amount.scale or scale)


def _has_digits(amount: Amount, reading: Reading) -> bool:
    same_sign = (amount.value < 0) == (reading.value < 0)
    return same_sign and has_its_digits(
        replace(amount, value=abs(amount.value)), reading.value, reading.measure, reading.places
    )


def _readings(grounds: Grounds, asked: Line, line: Line) -> list[Reading]:
    period = line.period or grounds.compilation.period
    if Role.TARGET in line.roles:
        period = grounds.compilation.period
    found = [
        one
        for role in line.roles
        for code in asked.codes
        for one in readings(grounds, Asked(code, asked.unit, period, line.aim), role)
    ]
    return [*found, *_absolute(found)]


def _absolute(found: Sequence[Reading]) -> list[Reading]:
    """Where a cell has no measure a share's number may stand as well as the amount's."""
    return [
        replace(one, value=abs(one.value))
        for one in found
        if one.role is Role.GROWTH and one.value < 0 and one.measure not in ("%", "百分点")
    ]


def _other_year(grounds: Grounds, asked: Line, year: str | None) -> Found | None:
    figures = [one for code in asked.codes if (one := grounds.compilation.figure(code, asked.unit))]
    if year is None or not figures or any(one.value_period.year == int(year) for one in figures):
        return None
    return f"{year}年数", f"{figures[0].value_period.year}年数", Kind.PERIOD
