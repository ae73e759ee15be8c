"""Make a period's letters: 催报通知 to every late sender, 工作提示单 to who lags. Who is on course gets none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reporting.commands.examine import due_of
from reporting.commands.office import Office
from reporting.commands.peoples_text import with_peoples_text
from reporting.model.catalogue import Unit
from reporting.model.figures import Compilation, Sentence
from reporting.model.records import Standing
from reporting.model.words import Verdict
from reporting.model.workdays import workdays_late
from reporting.narrative.prompts import county_prompts, lead_prompts, prompted_counties, prompted_leads
from reporting.outbox import edited
from reporting.products.letters.prompt import TEMPLATE as PROMPT
from reporting.products.letters.prompt import prompt
from reporting.products.letters.urging import TEMPLATE as URGING
from reporting.products.letters.urging import Overdue, urging

FOLDER = "letters"
LETTERS = (URGING, PROMPT)
_MISSING = "missing"

Maker = Callable[[], bytes]


def make_letters(office: Office, compilation: Compilation) -> Iterator[tuple[str, Maker]]:
    """Give the path of each letter below the period's folder, and what makes it."""
    yield from _urgings(office, compilation)
    yield from _prompts(office, compilation)


def _prompts(office: Office, compilation: Compilation) -> Iterator[tuple[str, Maker]]:
    """Who lags in its own figures and in tasks it leads is told so in one letter."""
    told: dict[str, tuple[Sentence, ...]] = {}
    for units, sentences in (
        (prompted_counties(compilation), county_prompts),
        (prompted_leads(compilation), lead_prompts),
    ):
        for code in units:
            told[code] = (*told.get(code, ()), *sentences(compilation, code))
    for code, lagging in told.items():
        unit = compilation.catalogue.unit_by_code[code]
        path = f"{FOLDER}/工作提示单-{unit.name}.docx"
        yield path, partial(_prompt, office, compilation, unit, lagging, path)


def _prompt(office: Office, compilation: Compilation, unit: Unit, lagging: Sequence[Sentence], path: str) -> bytes:
    content = prompt(office.template(PROMPT), compilation, unit, lagging)
    return with_peoples_text(office, path, content, edited(office.outbox, compilation.period, path))


def _urgings(office: Office, compilation: Compilation) -> Iterator[tuple[str, Maker]]:
    asked: dict[str, int] = {}
    late: dict[str, list[Overdue]] = {}
    for standing in compilation.standings:
        asked[standing.sender] = asked.get(standing.sender, 0) + 1
        overdue = _overdue(office, compilation, standing)
        if overdue is not None:
            late.setdefault(standing.sender, []).append(overdue)
    for sender, forms in late.items():
        unit = compilation.catalogue.unit_by_code[sender]
        yield f"{FOLDER}/催报通知-{unit.name}.docx", partial(_urging, office, compilation, unit, asked[sender], forms)


def _urging(office: Office, compilation: Compilation, sender: Unit, asked: int, overdue: Sequence[Overdue]) -> bytes:
    return urging(office.template(URGING), compilation, sender, asked, overdue)


def _overdue(office: Office, compilation: Compilation, standing: Standing) -> Overdue | None:
    """Say how late a form is; None for one that is there, or whose deadline has not passed.

    A correction that was returned leaves the version before in force: nobody waits for that form. Whether the deadline
    has passed is asked of the clock; the days are counted to the day that the products bear, so that the same forms
    make the same letters.
    """
    if standing.in_force is not None or standing.state not in (_MISSING, Verdict.RETURNED):
        return None
    form = compilation.catalogue.form_by_code[standing.form]
    due = due_of(office, form, compilation.period)
    if office.now.date() <= due:
        return None
    days = workdays_late(compilation.dated, due, office.holidays)
    return Overdue(form, standing.state != _MISSING, due, days)
