"""What corrections change of a sealed bulletin: its places then against the same places now. Pure.

Figures, places, judgements and texts are known again by their keys. Sentences have none: within their section those
that are still said are passed over, what stands between them is put beside one another in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from reporting.merge.evidence import formulas_of
from reporting.model.bulletins import Kind, Revision, Said, Shift
from reporting.model.catalogue import Catalogue

Place = tuple[Kind, str, str]  # kind, key, and the name: several fields of one row share its key


def impact(sealed: Sequence[Said], now: Sequence[Said]) -> tuple[Shift, ...]:
    """Give what changed, in the order in which it was said; what is said for the first time comes last."""
    return (*_figures(sealed, now), *_sentences(sealed, now))


def revisions(
    catalogue: Catalogue, bulletin: str, shifts: Sequence[Shift], reasons: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, Revision]]:
    """Yield what the next bulletin must say: the briefing's indicators that were given otherwise, each with its key.

    `reasons` are the senders' own words by (unit code, item code). The city's figure has those of all its units.
    """
    formulas = formulas_of(catalogue)
    for shift in shifts:
        tag = shift.said.value_tag
        if not shift.said.brief or tag is None or not shift.before or not shift.after:
            continue
        city = tag.unit == catalogue.city.code
        items = formulas[tag.code].codes if tag.code in formulas else (tag.code,)
        told = [
            f"{catalogue.unit_name(unit)}{text}" if city and unit != tag.unit else text
            for (unit, item), text in reasons.items()
            if text and item in items and (city or unit == tag.unit)
        ]
        indicator = catalogue.indicator_by_code.get(tag.code)
        measure = indicator.measure if indicator else catalogue.item_by_code[tag.code].measure
        reason = "；".join(dict.fromkeys(text.strip("。；") for text in told))
        one = Revision(bulletin, shift.said.unit, shift.said.name, measure, shift.before, shift.after, reason)
        yield shift.said.key, one


def _figures(sealed: Sequence[Said], now: Sequence[Said]) -> Iterator[Shift]:
    was, now_said = _by_place(sealed), _by_place(now)
    for place, one in was.items():
        after = now_said[place].text if place in now_said else ""
        if after != one.text:
            yield Shift(one, one.text, after)
    for place, one in now_said.items():
        if place not in was:
            yield Shift(one, "", one.text)


def _by_place(said: Sequence[Said]) -> Mapping[Place, Said]:
    return {(one.kind, one.key, one.name): one for one in said if one.kind is not Kind.SENTENCE}


def _sentences(sealed: Sequence[Said], now: Sequence[Said]) -> Iterator[Shift]:
    was, now_said = _by_section(sealed), _by_section(now)
    for section in dict.fromkeys((*was, *now_said)):
        old, new = was.get(section, []), now_said.get(section, [])
        matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
        for turn, first, last, begin, end in matcher.get_opcodes():
            for before, after in zip_longest(old[first:last], new[begin:end]) if turn != "equal" else ():
                one = before or replace(after, text="")
                yield Shift(one, before.text if before else "", after.text if after else "")


def _by_section(said: Sequence[Said]) -> Mapping[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in said:
        if one.kind is Kind.SENTENCE:
            found.setdefault(one.name, []).append(one)
    return found
