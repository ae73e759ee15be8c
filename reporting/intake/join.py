"""Join what several pieces of a workbook say as one form: sheets it was spread over, or copies of it.

A piece that is blank, or says nothing that another does not say, adds nothing. Pieces that fill each other up are one
form; pieces that say otherwise of most of their rows are two versions, between which nobody can choose.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from reporting.model.codes import severity_of
from reporting.model.records import Entry, Finding, Observation, Reading
from reporting.model.words import State

# How programs and people name the copy of a sheet.
_COPY = re.compile(r"[(（]\d+[)）]\s*\Z|副本|复制|备份|[Cc]opy")
_MISSING = ("row-missing", "col-missing")
Said = Mapping[Hashable, Hashable]


def join(readings: Sequence[Reading], parameters: Mapping[str, str]) -> Reading:
    """Join the readings of all pieces, in their order; `parameters` may give a finding another weight."""
    kept = _telling(readings)
    first = kept[0]
    for one in kept[1:]:
        if _is_other_version(first, one):
            return replace(first, findings=(*first.findings, _two_versions(first, one, parameters)))
    if len(kept) == 1:
        return first
    observations, findings = _observations(kept, parameters)
    return Reading(
        claim=first.claim,
        observations=observations,
        entries=tuple(entry for one in kept for entry in one.entries),
        findings=(*_findings(kept), *findings),
        signers={label: name for one in reversed(kept) for label, name in one.signers.items()},
        mapping=tuple(pair for one in kept for pair in _mapping(one, kept)),
        has_figures=any(one.has_figures for one in kept),
    )


def _telling(readings: Sequence[Reading]) -> list[Reading]:
    """Keep the pieces that say something others do not; of copies the one with more 说明, then one not named a copy."""
    found = [one for one in readings if one.mapping] or list(readings[:1])
    filled = [one for one in found if one.has_figures] or found[:1]
    said = [_said(one) for one in filled]
    rank = [(_explained(one), not _COPY.search(one.claim.sheet), -place) for place, one in enumerate(filled)]
    kept: list[Reading] = []
    for place, one in enumerate(filled):
        within = (
            said[place].items() <= other.items() and (len(other), rank[before]) > (len(said[place]), rank[place])
            for before, other in enumerate(said)
            if before != place
        )
        if not any(within):
            kept.append(one)
    return kept


def _explained(reading: Reading) -> int:
    return sum(bool(one.explanation) for one in reading.observations)


def _said(reading: Reading) -> Said:
    """Give what a piece says: each figure and each row of a list by what it is of."""
    figures = {_subject(one): (one.value, one.state) for one in reading.observations if one.state is not State.BLANK}
    return {**figures, **dict(_rows(reading.entries))}


def _rows(entries: Sequence[Entry]) -> Iterator[tuple[Hashable, Hashable]]:
    for entry in entries:
        fields = tuple(sorted(entry.fields.items()))
        yield ("row", entry.key or fields), fields


def _subject(one: Observation) -> Hashable:
    return one.unit, one.item, one.period, one.content, one.key


def _is_other_version(first: Reading, second: Reading) -> bool:
    """Whether two pieces speak of mostly the same rows and differ: copies of one form, not parts of it."""
    ours, theirs = _said(first), _said(second)
    both = ours.keys() & theirs.keys()
    return len(both) * 2 > min(len(ours), len(theirs)) and any(ours[one] != theirs[one] for one in both)


def _two_versions(first: Reading, second: Reading, parameters: Mapping[str, str]) -> Finding:
    ours, theirs = _name(first), _name(second)
    message = f"{ours}和{theirs}是同一张报表而内容不同，无法确定以哪一张为准，请只保留一张后重报。"
    code = "id-two-readings"
    claim = first.claim
    sender = next((one.sender for one in (*first.findings, *second.findings) if one.sender), None)
    return Finding(
        code,
        severity_of(code, parameters),
        message,
        sender=sender,
        form=claim.form,
        period=claim.period,
        sheet=claim.sheet,
        found=second.claim.sheet,
        expected="一张",
    )


def _name(reading: Reading) -> str:
    """Name a piece for people: its sheet, and where on it where the sheet holds several tables."""
    (part,) = reading.claim.parts or (None,)
    area = part.area if part else None
    below = f"第{area.top}行起的表" if area and area.top > 1 else "左上方的表" if area else ""
    return f"工作表“{reading.claim.sheet}”{below}"


def _observations(
    readings: Sequence[Reading], parameters: Mapping[str, str]
) -> tuple[tuple[Observation, ...], list[Finding]]:
    """Give each figure once: a filled one before a blank one; of two that differ none, with a finding."""
    kept: dict[Hashable, Observation] = {}
    doubled: dict[Hashable, Finding] = {}
    for reading in readings:
        for one in reading.observations:
            earlier = kept.get(_subject(one))
            if earlier is None or (earlier.state is State.BLANK and one.state is not State.BLANK):
                kept[_subject(one)] = one
            elif one.state is not State.BLANK and (one.value, one.state) != (earlier.value, earlier.state):
                doubled[_subject(one)] = _doubled(reading, earlier, one, parameters)
    return tuple(one for subject, one in kept.items() if subject not in doubled), list(doubled.values())


def _doubled(reading: Reading, first: Observation, second: Observation, parameters: Mapping[str, str]) -> Finding:
    code = "row-double"
    message = (
        f"同一个数在“{first.sheet}”的{first.cell}和“{second.sheet}”的{second.cell}各填了一次而不相同，"
        "无法确定以哪一个为准，请只保留一处。"
    )
    return Finding(
        code,
        severity_of(code, parameters),
        message,
        form=reading.claim.form,
        period=reading.claim.period,
        sheet=second.sheet,
        cell=second.cell,
        found=second.text,
        expected=first.text,
    )


def _findings(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Yield what was said of each piece; what is missing in one is missing only where no other piece has it."""
    lacking = [{(one.code, one.expected) for one in reading.findings} for reading in readings]
    everywhere = set.intersection(*lacking)
    told: set[tuple[str, str | None]] = set()
    for reading in readings:
        for one in reading.findings:
            same = (one.code, one.expected)
            if one.code not in _MISSING:
                yield one
            elif same in everywhere and same not in told:
                told.add(same)
                yield one


def _mapping(reading: Reading, readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Yield what was taken for what, with the sheet's name where there is more than one."""
    several = len({one.claim.sheet for one in readings}) > 1
    for cell, word in reading.mapping:
        yield (f"{reading.claim.sheet}!{cell}" if several else cell), word
