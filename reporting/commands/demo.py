"""`demo DIR`: the synthetic city from blank forms to the briefing, on its own clock.

One pass per period at its deadline, as in a bureau; in the last period further passes for the late form and the
correction.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from reporting.commands.answer import Answer
from reporting.commands.examine import due_of
from reporting.commands.init import furnish
from reporting.commands.office import CATALOGUE, Office, open_office
from reporting.commands.run import run
from reporting.commands.take_in import take_in
from reporting.demo.answers import Answers
from reporting.demo.city import city
from reporting.demo.scenes import notice_rows, spoil
from reporting.demo.truth import Truth, shared_out
from reporting.ledger.history import history
from reporting.model.catalogue import Unit
from reporting.model.errors import UsageError
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.workdays import is_workday, workday_from
from reporting.products.forms import Issued, forms, senders
from reporting.sheets.fill import fill
from reporting.sheets.write import Draft

BEIJING = timezone(timedelta(hours=8))
SENT_AT, CLOSED_AT = time(10, 0), time(17, 0)
MARK = "demo = yes"
# Offices send over the last days before the deadline, each always on its own day.
SPREAD_DAYS = 5


@dataclass(frozen=True)
class _Stage:
    """The demonstration under way: its home, what is true, and who hears how far it is."""

    home: Path
    truth: Truth
    say: Callable[[str], None]

    def office(self, now: datetime) -> Office:
        """Open the home as of a moment of the city's own clock."""
        return open_office(self.home, now, lambda _line: None)


def demo(folder: Path, say: Callable[[str], None]) -> Answer:
    """Make the demonstration anew; any other folder with something in it is refused."""
    home = folder.resolve()
    _clear(home, folder)
    furnish(home)
    _mark(home)
    _hand_down(home)
    start = datetime.combine(date(2021, 1, 1), SENT_AT, BEIJING)
    stage = _Stage(home, Truth(city(), open_office(home, start, say).catalogue), say)
    products: list[str] = []
    for period in city().periods:
        products += _play(stage, period)
    lines = "\n".join(f"  {path}" for path in products if "/receipts/" not in path and "/returned/" not in path)
    return Answer({"home": str(home), "products": products}, f"演示城市已建成：{home}\n成果：\n{lines}")


def _clear(home: Path, typed: Path) -> None:
    """Make room: an earlier demonstration goes, anything else stays and is told."""
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    settings = home / "config.ini"
    if not settings.is_file() or MARK not in settings.read_text(encoding="utf-8-sig"):
        raise UsageError(f"“{typed}”不是空目录，也不是以前的演示目录", mend="请换一个新目录")
    shutil.rmtree(home)


def _mark(home: Path) -> None:
    path = home / "config.ini"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("demo = no", MARK), encoding="utf-8")


def _hand_down(home: Path) -> None:
    """Write the invented parts of the year's targets (分解目标) into the demonstration's own catalogue."""
    path = home / "templates" / CATALOGUE
    cells: dict[str, Decimal | str] = {}
    row = 2
    for handed in city().shares:
        parts = shared_out(handed.total, city().items[handed.item].weights, handed.decimals)
        for county, part in zip(city().counties, parts, strict=True):
            told: tuple[Decimal | str, ...] = (handed.indicator, county, Decimal(city().shares_year), part)
            cells |= {f"{letter}{row}": value for letter, value in zip("ABCD", told, strict=True)}
            row += 1
    path.write_bytes(fill(path.read_bytes(), {"分解目标": cells}))


def _play(stage: _Stage, period: Period) -> list[str]:
    """Play one period: forms go out, answers come back, the pass at the deadline takes them in."""
    office = stage.office(datetime.combine(period.last_day, CLOSED_AT, BEIJING))
    due = max(due_of(office, form, period) for form in office.catalogue.forms if form.asked_in(period))
    stage.say(f"演示：{period.label}")
    answers = list(_answers(stage, office, period))
    scenes = city().scenes
    for issued, sender, content in answers:
        if period != scenes.period or sender.name not in (scenes.late, scenes.missing):
            _send(stage, sender, issued.file, period, content, _day_sent(office, sender, due))
    if period != scenes.period:
        return _pass(stage, period, due)
    _send_notice(stage, due)
    _pass(stage, period, due, products=False)
    return _afterwards(stage, office, period, due, answers)


def _afterwards(
    stage: _Stage, office: Office, period: Period, due: date, answers: list[tuple[Issued, Unit, bytes]]
) -> list[str]:
    """Play what comes after the deadline: the late form, then the correction, a pass for each."""
    scenes = city().scenes
    by_name = {sender.name: (issued, sender, content) for issued, sender, content in answers}
    issued, sender, content = by_name[scenes.late]
    late = workday_from(due, scenes.late_workdays, office.holidays)
    _send(stage, sender, issued.file, period, content, late)
    _pass(stage, period, late, products=False)
    issued, sender, _ = by_name[scenes.corrected]
    again = workday_from(late, 1, office.holidays)
    honest = _filled(stage, office, period, issued, sender, again, spoiled=False)
    _send(stage, sender, f"更正-{issued.file}", period, honest, again)
    return _pass(stage, period, again)


def _pass(stage: _Stage, period: Period, day: date, *, products: bool = True) -> list[str]:
    """Make one pass on a day; where the period's products are wanted, lay them out.

    A year's figures complete its fourth quarter, whose products are made with them.
    """
    office = stage.office(datetime.combine(day, CLOSED_AT, BEIJING))
    wanted = Period(period.year, 4) if period.is_year else period
    # At its own deadline the fourth quarter still lacks the year's figures.
    early = wanted.quarter == 4 and not period.is_year
    if products and wanted in city().products and not early:
        answer = run(office, str(wanted)).document
        assert isinstance(answer, dict), "run answers with a document"
        return [str(path) for path in answer["products"]]
    with office.ledger(writable=True) as book:
        take_in(office, book, period)
    return []


def _answers(stage: _Stage, office: Office, period: Period) -> Iterable[tuple[Issued, Unit, bytes]]:
    with office.ledger(writable=False) as book:
        earlier = history(book, period)
    due = {form.code: due_of(office, form, period) for form in office.catalogue.forms if form.asked_in(period)}
    for sender in senders(office.catalogue, period):
        issued = forms(office.catalogue, period, sender, _brief(earlier, period), due, demo=True)
        if issued.cells:
            day = _day_sent(office, sender, max(due.values()))
            yield issued, sender, _filled(stage, office, period, issued, sender, day, spoiled=True)


def _brief(earlier: History, period: Period) -> History:
    """Leave out what a blank form does not show: figures other than last period's and last year's."""
    shown = {period.previous, period.year_before}
    return replace(earlier, values={place: value for place, value in earlier.values.items() if place[2] in shown})


def _filled(
    stage: _Stage, office: Office, period: Period, issued: Issued, sender: Unit, day: date, *, spoiled: bool
) -> bytes:
    """Fill a sender's blank forms in, as its clerk would on the day."""
    signed = f"{day.year}年{day.month}月{day.day}日"
    sheets = Answers(stage.truth, office.catalogue, period, sender, signed).fill(issued.cells)
    if spoiled:
        spoil(stage.truth, office.catalogue, period, sender, issued.cells, sheets)
    return fill(issued.content, sheets)


def _send(stage: _Stage, sender: Unit, file: str, period: Period, content: bytes, day: date) -> None:
    """Drop a file into the inbox, dated as it was sent."""
    path = stage.home / "inbox" / f"{period.label}-{file}"
    path.write_bytes(content)
    _date(path, day, sender.order)


def _send_notice(stage: _Stage, day: date) -> None:
    draft = Draft("通知")
    page = draft.page("通知")
    for row, texts in enumerate(notice_rows(), start=1):
        page.put_row(row, texts, "plain")
    path = stage.home / "inbox" / city().scenes.no_form
    path.write_bytes(draft.content())
    _date(path, day, 0)


def _date(path: Path, day: date, minute: int) -> None:
    moment = (datetime.combine(day, SENT_AT, BEIJING) + timedelta(minutes=minute)).timestamp()
    os.utime(path, (moment, moment))


def _day_sent(office: Office, sender: Unit, due: date) -> date:
    """Give the working day on which a sender sends, one of the last before the deadline."""
    day = due
    for _ in range(sender.order % SPREAD_DAYS):
        day -= timedelta(days=1)
        while not is_workday(day, office.holidays):
            day -= timedelta(days=1)
    return day
