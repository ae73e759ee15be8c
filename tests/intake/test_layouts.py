"""Changes of the layout, drawn and combined: the figures stay what they were."""

from __future__ import annotations

from random import Random

import pytest

from reporting.model.records import Reading
from reporting.model.words import Severity
from tests.intake.drawings import LISTED, PLAIN, UNITS, now
from tests.intake.layouts import CHANGES, Rows, drawing, heading, minutes_above, rows_of
from tests.intake.notation import sheet
from tests.intake.pieces import beside, forms_of

LIST = LISTED.replace("高新技术企业名录", "2023年前三季度高新技术企业名录\n填报单位：乐清市")
DRAWN = {("KJ1", "YQ", "2023Q3"): PLAIN, ("KJ2", "TJJ", "2023Q3"): UNITS, ("KJ9", "YQ", "2023Q3"): LIST}
DRAWS = 120


def said(reading: Reading) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Give a form's figures and a list's rows, whatever their order."""
    return now(reading), sorted((one.key, one.fields["企业名称"]) for one in reading.entries)


def serious(reading: Reading) -> list[str]:
    return [one.code for one in reading.findings if one.severity is Severity.ERROR]


TRUE = {form: said(forms_of(drawn)[form]) for form, drawn in DRAWN.items()}


def changed(drawn: str, chance: Random) -> Rows:
    rows = rows_of(drawn)
    for change in chance.sample(CHANGES, chance.randrange(1, 4)):
        rows = change(rows, chance)
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
    return rows


@pytest.mark.parametrize("seed", range(DRAWS))
def test_a_form_on_its_own(seed: int) -> None:
    """Columns and rows put in, moved, numbered, retyped, under other things: the same figures, and no error."""
    chance = Random(seed)
    form = chance.choice(list(DRAWN))
    rows = changed(DRAWN[form], chance)
    rows = minutes_above(rows, chance) if chance.random() < 0.3 else rows
    reading = forms_of(drawing(rows))[form]
    assert (said(reading), serious(reading)) == (TRUE[form], [])


@pytest.mark.parametrize("seed", range(DRAWS))
def test_two_forms_in_one_workbook(seed: int) -> None:
    """Changed forms beside, below and behind one another: each gives its own figures, and none the other's."""
    chance = Random(seed)
    first, second = chance.sample(list(DRAWN), 2)
    ours, theirs = drawing(changed(DRAWN[first], chance)), DRAWN[second].strip("\n")
    drawn = chance.choice(
        ([beside(ours, theirs, chance.randrange(1, 3))], [f"{ours}\n{theirs}"], [f"{theirs}\n\n{ours}"], [ours, theirs])
    )
    found = forms_of(*drawn)
    assert set(found) == {first, second}
    assert {form: (said(reading), serious(reading)) for form, reading in found.items()} == {
        form: (TRUE[form], []) for form in (first, second)
    }


@pytest.mark.parametrize("seed", range(DRAWS))
def test_a_form_over_two_sheets(seed: int) -> None:
    """A changed form that breaks off anywhere and goes on on a second sheet is read whole."""
    chance = Random(seed)
    form = chance.choice(list(DRAWN))
    rows = changed(DRAWN[form], chance)
    top = heading(rows)
    cut = chance.randrange(top + 2, len(rows))
    found = forms_of(drawing(rows[:cut]), sheet(drawing([rows[top], *rows[cut:]]), "续"))
    assert set(found) == {form}
    assert (said(found[form]), serious(found[form])) == (TRUE[form], [])
