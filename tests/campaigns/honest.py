"""No false alarm: honest forms of drawn towns, through issue, filling, reading, checking and the ledger.

    python -m tests.campaigns.honest --draws 500 --seed 1

counts what honest offices are troubled with: no 错误 is allowed, and an unexplained 警告 in one form of two hundred.
The same forms with slips planted in them (`slips.py`) show what is still caught.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

from reporting import checks
from reporting.checks.explained import CODE as NOT_EXPLAINED
from reporting.commands.examine import due_of
from reporting.commands.init import furnish
from reporting.commands.known import findings_of
from reporting.commands.office import Office, open_office
from reporting.commands.take_in import take_in
from reporting.demo.answers import Answers, Sheets
from reporting.ledger import history, observations, submissions
from reporting.ledger.book import Ledger, opened
from reporting.model.catalogue import COUNTY, Unit
from reporting.model.periods import Period
from reporting.model.records import Claim, Finding, Reading, Submission
from reporting.model.words import Content, Scope, Severity
from reporting.products.forms import forms, senders
from reporting.products.issue import Issued
from reporting.sheets.fill import fill
from tests.campaigns.slips import SLIPS, slipped
from tests.campaigns.town import QUARTERS, Town

BEIJING = timezone(timedelta(hours=8))
# A town plays this many quarters in a row, and the yearly forms that fall due between.
PLAYED = 6
# Towns play their first quarter in one of these, so that every season has its turn.
STARTS = tuple(QUARTERS.index(Period(2021, quarter)) for quarter in (1, 2, 3, 4))
# In a list of more rows a campaign would only wait.
LISTED = 250


@dataclass
class Result:
    """What a campaign saw: forms, what troubled whom, and for each kind of slip how many were planted and caught."""

    forms: int = 0
    errors: list[Finding] = field(default_factory=list)
    unexplained: dict[str, list[Finding]] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)

    @property
    def troubled(self) -> int:
        """Count the forms with a warning nobody had explained."""
        return len(self.unexplained)

    @property
    def is_good(self) -> bool:
        """Whether honest offices were left alone: no error, and a warning in at most one form of two hundred."""
        return not self.errors and self.troubled * 200 <= self.forms


def campaign(draws: int, seed: int, *, quarters: int = PLAYED, only: Sequence[str] = ()) -> Result:
    """Play towns until so many forms were drawn; `only` names the senders that take part."""
    result, place = Result(), 0
    while result.forms < draws:
        with tempfile.TemporaryDirectory() as folder:
            _Play(Path(folder) / "home", seed * 1000 + place, result, frozenset(only), quarters).play()
        place += 1
    return result


class _Play:
    """One town on its way through its quarters."""

    def __init__(self, home: Path, seed: int, result: Result, only: frozenset[str], quarters: int) -> None:
        furnish(home)
        self.home, self.seed, self.result, self.only = home, seed, result, only
        catalogue = self._office(QUARTERS[0]).catalogue
        self.town = Town(catalogue, seed)
        first = self.town.random.choice(STARTS)
        self.quarters = QUARTERS[first : first + quarters]
        counties = [unit.code for unit in catalogue.counties(self.quarters[-1])]
        # Two counties begin to report later than the others, one forgets a quarter.
        late = self.town.random.sample(counties, 3)
        self.absent = {(late[0], period) for period in self.quarters[:1]}
        self.absent |= {(late[1], period) for period in self.quarters[:3]}
        self.absent |= {(late[2], self.quarters[len(self.quarters) // 2])}

    def play(self) -> None:
        for period in self.quarters:
            self._pass(period)
            if period.quarter == 4:
                self._pass(period.whole_year)

    def _office(self, period: Period, days: int = 1) -> Office:
        now = datetime.combine(period.last_day + timedelta(days=days), time(17), BEIJING)
        return open_office(self.home, now, lambda _line: None)

    def _pass(self, period: Period) -> None:
        """Issue the period's forms, fill them in, take them in, and look at what was found."""
        office = self._office(period, days=8)
        with opened(self.home, writable=True) as book:
            for issued, sender in self._issued(office, book, period):
                self._send(issued, fill(issued.content, self._filled(office, period, issued, sender)), period)
            take_in(office, book, period)
            self._look(office, book, period)

    def _issued(self, office: Office, book: Ledger, period: Period) -> Iterator[tuple[Issued, Unit]]:
        earlier = history.history(book, period)
        due = {form.code: due_of(office, form, period) for form in office.catalogue.forms if form.asked_in(period)}
        for sender in senders(office.catalogue, period):
            if (sender.code, period) not in self.absent and (not self.only or sender.name in self.only):
                yield forms(office.catalogue, period, sender, earlier, due), sender

    def _filled(self, office: Office, period: Period, issued: Issued, sender: Unit) -> Sheets:
        """Fill a sender's forms in as an honest clerk would, with a reason beside what is out of the ordinary."""
        town = self.town
        smes = town.value(office.catalogue.item_by_code["TECH_SMES"], sender, period) if sender.kind == COUNTY else None
        lists = (period,) if smes is not None and smes <= LISTED else ()
        town.city = replace(town.city, lists=lists)
        sheets = Answers(town, office.catalogue, period, sender, f"{period.last_day}").fill(issued.cells)
        for question in issued.cells:
            form = office.catalogue.form_by_code[question.form]
            column = next((one for one in form.columns if one.label == question.column), None)
            if column and column.content is Content.EXPLANATION and question.unit:
                items = [question.item] if question.item else [one.item for one in form.columns if one.item]
                reasons = dict.fromkeys(filter(None, (town.reason(item, question.unit, period) for item in items)))
                if reasons:
                    sheets.setdefault(question.sheet, {})[question.cell] = "；".join(reasons)
        return sheets

    def _send(self, issued: Issued, content: bytes, period: Period) -> None:
        path = self.home / "inbox" / issued.file
        path.write_bytes(content)
        sent = datetime.combine(period.last_day + timedelta(days=5), time(10), BEIJING).timestamp()
        os.utime(path, (sent, sent))

    def _look(self, office: Office, book: Ledger, period: Period) -> None:
        """Count what the offices were troubled with, then plant slips in what they sent."""
        result = self.result
        result.forms += len(submissions.newest(book, period))
        found = findings_of(office, book, period)
        result.codes.update(one.code for one in found)
        result.errors += [one for one in found if one.severity is Severity.ERROR]
        for one in _unexplained(found):
            result.unexplained.setdefault(f"{self.seed} {one.sender} {one.form} {period}", []).append(one)
        for sent in submissions.newest(book, period):
            self._plant(office, book, sent)

    def _plant(self, office: Office, book: Ledger, one: Submission) -> None:
        """Plant every kind of slip that the form has room for, and ask the form's own checks."""
        held = tuple(h.observation for h in observations.held(book, (one.period,)) if h.submission.number == one.number)
        if not held:
            return
        form = office.catalogue.form_by_code[one.form]
        claim = Claim(one.form, one.sender, one.period, one.sheet)
        paper = checks.Paper(
            catalogue=office.catalogue,
            form=form,
            sender=office.catalogue.unit_by_code[one.sender],
            period=one.period,
            reading=Reading(claim, held),
            history=history.history(book, one.period, form=one.form),
            received=one.received_at.date(),
            due=None,
            late_days=0,
            file=one.file,
        )
        usual = {(found.code, found.cell) for found in checks.own(paper)}
        for kind in SLIPS:
            for reading, cells in slipped(kind, paper, self.town.random):
                self.result.planted[kind] += 1
                found = checks.own(replace(paper, reading=reading))
                self.result.caught[kind] += any(
                    finding.severity is not Severity.NOTE
                    and (finding.code, finding.cell) not in usual
                    and (not cells or finding.cell in cells or finding.code == "sum")
                    for finding in found
                )


def _unexplained(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the warnings nobody explained, and those between forms, which nobody can explain beforehand."""
    asked = {(one.sender, one.sheet, one.cell) for one in found if one.code == NOT_EXPLAINED}
    for one in found:
        told = one.scope is Scope.JOINT or (one.sender, one.sheet, one.cell) in asked
        if told and one.severity is Severity.WARNING and one.code != NOT_EXPLAINED:
            yield one


def told(result: Result) -> str:
    """Write a campaign's result for people."""
    lines = [
        f"forms {result.forms}  errors {len(result.errors)}  forms with an unexplained warning {result.troubled}",
        f"codes {dict(sorted(result.codes.items()))}",
    ]
    troubling = [*result.errors, *(one for _, several in sorted(result.unexplained.items()) for one in several)]
    lines += [f"  {one.severity} {one.code} {one.sender} {one.form} {one.period}: {one.message}" for one in troubling]
    for kind, planted in sorted(result.planted.items()):
        lines.append(f"  slip {kind}: planted {planted}, caught {result.caught[kind] * 100 // planted}%")
    return "\n".join(lines)


def main() -> int:
    """Play a campaign as typed; the status is 1 where honest offices were troubled."""
    words = argparse.ArgumentParser(description="honest forms must not be troubled")
    words.add_argument("--draws", type=int, default=500)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    result = campaign(asked.draws, asked.seed)
    sys.stdout.write(told(result) + "\n")
    return 0 if result.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
