"""What checks see of earlier periods."""

from __future__ import annotations

from decimal import Decimal

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.periods import Period
from reporting.model.words import Verdict
from tests.ledger.made import Q3, arrival, base, entered, entry, observation, reading

Q2, YEAR = Period(2023, 2), Period(2022)


def test_only_earlier_periods_in_force_are_history(book: Ledger) -> None:
    """This period, later ones and returned forms are no ground to judge a form on."""
    for period, value in ((Period(2023, 4), "40"), (Period(2023), "50"), (Q3, "30"), (Q2, "20"), (YEAR, "10")):
        entered(book, reading(observation(value, period=period), period=period), arrival(f"{period}.xlsx"))
    entered(book, reading(observation("99", period=Q2), period=Q2), arrival("错.xlsx", hours=1), Verdict.RETURNED)
    past = ledger.history.history(book, Q3)
    assert past.values == {("LC", "HATCHED", Q2): Decimal(20), ("LC", "HATCHED", YEAR): Decimal(10)}


def test_last_years_figure_given_anew_is_not_history(book: Ledger) -> None:
    """What a form says of last year does not pass for what was in force then."""
    entered(book, reading(base("11"), observation(None, period=Q2), period=Q2), arrival())
    assert ledger.history.history(book, Q3).values == {}


def test_a_form_can_be_held_against_itself_alone(book: Ledger) -> None:
    """A county's own count is not measured by what another source said of the county."""
    for form, value in (("KJ4", "4"), ("KJ1", "1")):
        seen = observation(value, item="HT_FIRMS", period=Q2)
        entered(book, reading(seen, form=form, period=Q2), arrival(f"{form}.xlsx"))
    place = ("LC", "HT_FIRMS", Q2)
    assert ledger.history.history(book, Q3, form="KJ4").values[place] == 4
    assert ledger.history.history(book, Q3, form="KJ1").values[place] == 1
    assert ledger.history.history(book, Q3).values[place] == 1


def test_keys_are_those_of_the_latest_list_before(book: Ledger) -> None:
    """A row is gone when the last list had it, not when some older one did."""
    for period, keys in ((Period(2023, 1), "AB"), (Q2, "BC")):
        rows = [entry(key) for key in keys]
        entered(book, reading(entries=rows, form="KJ9", period=period), arrival(f"{period}.xlsx"))
    assert ledger.history.history(book, Q3).rows[("KJ9", "LC")].keys() == set("BC")
    assert ledger.history.history(book, Q2).rows[("KJ9", "LC")].keys() == set("AB")
