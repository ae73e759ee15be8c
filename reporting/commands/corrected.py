"""What was corrected since a bulletin was released: what it would say now, and what the next one tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.catalogue.keep import load_kept
from reporting.commands.compile import compile_period
from reporting.commands.main_products import TEMPLATES
from reporting.commands.office import CATALOGUE, Office
from reporting.ledger import bulletins, observations, versions
from reporting.ledger.book import Ledger
from reporting.merge.impact import impact, revisions
from reporting.model.bulletins import Bulletin, Shift
from reporting.model.figures import Compilation
from reporting.model.records import Observation, Submission
from reporting.model.words import Content
from reporting.narrative.revised import revised
from reporting.narrative.story import story
from reporting.products.said import revived, said

# The reason of whoever had sent nothing when the bulletin was released.
_LATE = "补报"

_Reasons = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A released bulletin, and what it would say otherwise now."""

    bulletin: Bulletin
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Revised:
    """What a briefing tells of earlier bulletins; `told` is by their number in the ledger and the figure's key."""

    sentences: tuple[str, ...]
    told: Mapping[tuple[int, str], str]


def corrected(office: Office, book: Ledger) -> tuple[Corrected, ...]:
    """Give the released bulletins that would say something else now, the first released first."""
    found = (Corrected(one, shifts_of(office, book, one)) for one in bulletins.every(book))
    return tuple(one for one in found if one.shifts)


def shifts_of(office: Office, book: Ledger, one: Bulletin) -> tuple[Shift, ...]:
    """Hold what a bulletin said against what the ledger has now, by the catalogue it was made with."""
    if not bulletins.is_touched(book, one):
        return ()
    now = compile_period(as_sealed(office, book, one), book, one.period)
    return impact(revived(bulletins.kept(book, one.said, bulletins.SAID)), said(now, story(now)))


def as_sealed(office: Office, book: Ledger, one: Bulletin) -> Office:
    """Give the office with the catalogue and the templates that a bulletin was made with."""
    kept = {name: bulletins.kept(book, one.templates[name], name) for name in TEMPLATES if name in one.templates}
    catalogue = office.catalogue
    if one.catalogue != catalogue.sha256:
        path = book.home / bulletins.path_of(one.templates[CATALOGUE], CATALOGUE)
        catalogue = load_kept(path, path.parent.parent / "catalogue")
    return replace(office, catalogue=catalogue, kept=kept)


def revised_since(book: Ledger, compilation: Compilation, found: Sequence[Corrected]) -> Revised:
    """Give what a period's briefing tells of bulletins of earlier periods that no bulletin has told yet."""
    others = [one for one in bulletins.every(book) if one.period != compilation.period]
    told = {key: text for one in others for key, text in one.told.items()}
    pending = []
    for one in found:
        number = one.bulletin.number
        if one.bulletin.period.last_day >= compilation.period.last_day:
            continue
        reasons = _reasons(book, one.bulletin)
        for key, revision in revisions(compilation.catalogue, one.bulletin.name, one.shifts, reasons):
            before = told.get((number, key), revision.before)
            if before != revision.after:
                pending.append(((number, key), replace(revision, before=before)))
    sentences = revised([revision for _, revision in pending])
    return Revised(sentences, {key: revision.after for key, revision in pending})


def _reasons(book: Ledger, one: Bulletin) -> _Reasons:
    """Give the senders' own words on each figure that came otherwise than it was sealed, by unit and item."""
    sealed = [found for number in one.versions if (found := versions.numbered(book, number))]
    before = {(found.sender, found.form): found for found in sealed}
    told: dict[tuple[str, str], str] = {}
    for version in versions.in_force(book, one.period):
        if version.number not in one.versions:
            old = before.get((version.sender, version.form))
            late = _LATE if old is None else ""
            told |= _changed(book, old, version, late)
    return told


def _changed(book: Ledger, old: Submission | None, new: Submission, late: str) -> _Reasons:
    was = {(one.unit, one.item): one.value for one in _figures(book, old)} if old else {}
    return {
        (one.unit, one.item): one.explanation.strip() or late
        for one in _figures(book, new)
        if was.get((one.unit, one.item)) != one.value
    }


def _figures(book: Ledger, one: Submission) -> list[Observation]:
    return [
        found
        for found in observations.of_submission(book, one.number)
        if found.content is Content.NOW and not found.key
    ]
