"""Open all files of a pass: small plain ones here, the others by workers whom a file may bring down.

Workers are started only when there is such a file, or so much to read that several at once are faster.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reporting.commands.bounds import exceeded, granted
from reporting.commands.office import Office
from reporting.commands.open_file import Opened, Parcel, Terms, forms_in, open_file, own_fault, unread
from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book
from reporting.model.records import Arrival
from reporting.model.words import Outcome
from reporting.sheets.extent import extent, is_plain
from reporting.sheets.look import look
from reporting.sheets.read import READERS, SECOND, read
from reporting.workers.records import Done, Ended, Grant, Lost

# Below this much to read, starting workers costs more time than they spare.
_WORTH_WORKERS = 32 << 20
_MOST_WORKERS = 4
# What is looked for in a sheet is looked for among its merges and in its texts: with more than any form has, that may
# take long, however small the file is: one long text can stand in a hundred thousand cells.
_MOST_MERGES, _MOST_TEXT, _LONGEST_TEXT = 2_000, 4 << 20, 32_767
_LARGE = 16 << 20
_TOLD_EVERY = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told of a file: all but its content, and where that lies."""

    arrival: Arrival
    path: Path


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A file that is still to be read, and how large it truly is; of what nobody reads there is nothing to read."""

    parcel: Parcel
    size: int
    is_plain: bool
    grant: Grant

    def stays(self, few: bool) -> bool:
        """Whether the file is opened in the process itself: a plain one of a few, or one that is only looked at."""
        return self.is_plain and (few or not self.size)


def open_all(office: Office, parcels: Sequence[Parcel]) -> None:
    """Open the files; what each held, or why it is laid aside, is noted in its parcel."""
    terms = Terms(office.catalogue, office.settings, office.now.date())
    weighed = [one for parcel in parcels if (one := _weighed(office, terms, parcel))]
    few = sum(one.size for one in weighed) < _WORTH_WORKERS
    weighed = [one for one in weighed if not (one.stays(few) and _opened_here(office, terms, one.parcel))]
    if weighed:
        _by_workers(office, terms, weighed)


def run_errand(terms: Terms, errand: Errand) -> Opened:
    """Do what a worker is asked to."""
    return open_file(terms, replace(errand.arrival, content=errand.path.read_bytes()))


def _weighed(office: Office, terms: Terms, parcel: Parcel) -> _Weighed | None:
    """Look at a file's directory; None where that alone was the end of it."""
    arrival = parcel.arrival

    def weigh() -> _Weighed:
        kind = look(arrival.content, arrival.name, terms.limits).kind
        size = extent(arrival.content, kind, terms.limits)
        plain, grant = is_plain(kind, size), granted(office.settings, kind, size)
        return _Weighed(parcel, size if kind in READERS else 0, plain, grant)

    return _guarded(office, terms, parcel, weigh)


def _opened_here(office: Office, terms: Terms, parcel: Parcel) -> bool:
    """Read a small plain file; false where it turns out to want a worker after all."""
    arrival = parcel.arrival

    def opened() -> bool:
        try:
            book = read(arrival.content, arrival.name, terms.limits, once=True)
        except UnreadableFile as fault:
            if fault.code == "file-damaged" and look(arrival.content, arrival.name).kind in SECOND:
                return False
            raise
        if not _is_tame(book):
            return False
        _note(parcel, forms_in(terms, arrival, book))
        return True

    return _guarded(office, terms, parcel, opened) is not False


def _is_tame(book: Book) -> bool:
    """Whether finding forms in a workbook takes no longer than reading it did."""
    texts = [len(cell.text) for sheet in book.sheets for cell in sheet.cells.values()]
    merges = max((len(sheet.merges) for sheet in book.sheets), default=0)
    return merges <= _MOST_MERGES and sum(texts) <= _MOST_TEXT and max(texts, default=0) <= _LONGEST_TEXT


def _guarded(office: Office, terms: Terms, parcel: Parcel, work: Callable[[], T]) -> T | None:
    """Do something with a file; what stands in its way is noted in its parcel, and None given."""
    try:
        return work()
    except UnreadableFile as fault:
        _note(parcel, unread(terms, parcel.arrival, fault))
    except Exception:  # noqa: BLE001 - a bug of ours at one file must not stop the others, nor blame its sender
        _lay_aside(office, parcel, traceback.format_exc())
    return None


def _by_workers(office: Office, terms: Terms, weighed: Sequence[_Weighed]) -> None:
    from reporting.workers.crew import Crew  # a pass of ordinary forms does without it

    size = min(len(weighed), os.cpu_count() or 1, _MOST_WORKERS)
    errands = [(_errand(office, one.parcel), one.grant) for one in weighed]
    with Crew(run_errand, terms, size) as crew:
        for place, (one, ended) in enumerate(zip(weighed, _told(office, weighed, crew.each(errands)), strict=True), 1):
            _settle(office, terms, one, ended)
            if place % _TOLD_EVERY == 0:
                office.say(f"已读取{place}个文件，共{len(weighed)}个……")


def _told(office: Office, weighed: Sequence[_Weighed], ended: Iterator[Ended[Opened]]) -> Iterator[Ended[Opened]]:
    """Say which large file is waited for."""
    for one in weighed:
        if one.size > _LARGE:
            most = f"最多{one.grant.seconds:.0f}秒"
            office.say(f"“{one.parcel.arrival.name}”较大（展开后{one.size >> 20}兆），正在读取（{most}）……")
        yield next(ended)


def _errand(office: Office, parcel: Parcel) -> Errand:
    return Errand(replace(parcel.arrival, content=b""), office.home / parcel.kept)


def _settle(office: Office, terms: Terms, one: _Weighed, ended: Ended[Opened]) -> None:
    """Note how a worker's task has ended."""
    if isinstance(ended, Done):
        _note(one.parcel, ended.made)
    elif isinstance(ended, Lost):
        fault = UnreadableFile(*exceeded(ended.why, one.grant, office.settings))
        _note(one.parcel, unread(terms, one.parcel.arrival, fault))
    else:
        _lay_aside(office, one.parcel, ended.told)


def _note(parcel: Parcel, opened: Opened) -> None:
    parcel.readings, parcel.findings, parcel.waits = opened.readings, opened.findings, False
    parcel.outcome = Outcome.QUARANTINED if opened.aside else None


def _lay_aside(office: Office, parcel: Parcel, told: str) -> None:
    failed = own_fault(office, parcel.arrival, told)
    parcel.findings, parcel.outcome, parcel.waits = failed.findings, failed.outcome, False
