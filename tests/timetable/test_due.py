"""What is due, reckoned from what is known and the date; the forms of 2023Q3 are due on 18 October."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from reporting.model.periods import Period
from reporting.model.workdays import SHANGHAI
from reporting.timetable.due import Calendar, Due, Known, Step, due, upcoming

Q3 = Period(2023, 3)
DEADLINE = date(2023, 10, 18)
CALENDAR = Calendar({}, time(9), ahead=(3,), after=(1, 3))
OWING = Known(Q3, {"KJ1": DEADLINE}, date(2023, 10, 7), {"甲": ("KJ1",), "乙": ("KJ1",)}, forms_sent=True)


def at(day: int, hour: int = 10, month: int = 10) -> datetime:
    """Give a moment in the autumn of 2023."""
    return datetime(2023, month, day, hour, tzinfo=SHANGHAI)


def steps(known: Known, now: datetime) -> list[Step]:
    """Give what is due of a period, without the receiving and sending that every round begins and ends with."""
    found = due([known], CALENDAR, now)
    assert (found[0].step, found[-1].step) == (Step.RECEIVE, Step.SEND)
    return [one.step for one in found[1:-1]]


def reminded(known: Known, now: datetime) -> tuple[str, ...]:
    """Give who is to be reminded."""
    return next((one.units for one in due([known], CALENDAR, now) if one.step is Step.REMIND), ())


def test_forms_go_out_on_their_day_and_once() -> None:
    """Blank forms go out from the morning of their day on, and not a second time."""
    unsent = replace(OWING, forms_sent=False)
    assert Step.FORMS not in steps(unsent, at(7, 8))
    assert Step.FORMS in steps(unsent, at(7))
    assert Step.FORMS not in steps(OWING, at(7))


def test_forms_do_not_go_out_after_their_deadline() -> None:
    """Who was off until the deadline was over sends no blank forms any more."""
    unsent = replace(OWING, forms_sent=False)
    assert Step.FORMS in steps(unsent, at(18))
    assert Step.FORMS not in steps(unsent, at(19))


@pytest.mark.parametrize(
    ("day", "whom"),
    [
        (12, ()),
        (13, ("甲", "乙")),  # three working days before the 18th
        (18, ("甲", "乙")),  # nobody was there on the 13th
        (19, ("甲", "乙")),  # the first working day after
        (23, ("甲", "乙")),
    ],
)
def test_reminders_fall_on_working_days(day: int, whom: tuple[str, ...]) -> None:
    """Offices that owe a form are reminded on the days of 参数, or at the next chance while it still makes sense."""
    assert reminded(OWING, at(day)) == whom


def test_a_weekend_between_is_not_counted() -> None:
    """The third working day after Wednesday is Monday."""
    once = replace(OWING, reminded=dict.fromkeys("甲乙", date(2023, 10, 19)))
    assert [reminded(once, at(day)) for day in (20, 21, 22)] == [(), (), ()]
    assert reminded(once, at(23)) == ("甲", "乙")


def test_who_was_reminded_is_left_alone_until_the_next_day_of_reminding() -> None:
    """One reminder a day of reminding, however often the service looks."""
    first = replace(OWING, reminded={"甲": date(2023, 10, 13)})
    assert reminded(first, at(13)) == ("乙",)
    assert reminded(first, at(16)) == ("乙",)
    assert reminded(first, at(19)) == ("甲", "乙")


def test_after_a_week_off_only_the_newest_reminder_is_due() -> None:
    """Three days of reminding went by: one reminder, and none for the days that are over."""
    found = [one for one in due([OWING], CALENDAR, at(25)) if one.step is Step.REMIND]
    assert found == [Due(Step.REMIND, at(23, 9), Q3, ("甲", "乙"))]


def test_a_reminder_of_a_deadline_to_come_is_stale_once_it_is_over() -> None:
    """On the night after the deadline nobody is told that it is near; and long after, nobody is told anything."""
    assert reminded(OWING, at(19, 8)) == ()
    assert reminded(OWING, at(30, month=11)) == ()


def test_who_owes_nothing_is_not_reminded() -> None:
    """A form that came takes its sender off the list."""
    assert reminded(replace(OWING, open_forms={}), at(19)) == ()


def test_no_reminders_where_the_bureau_wants_none() -> None:
    """参数 may say 无."""
    silent = replace(CALENDAR, ahead=(), after=())
    assert Step.REMIND not in [one.step for one in due([OWING], silent, at(19))]


def test_the_pass_after_the_deadline_is_made_on_the_next_working_day() -> None:
    """A form of the last evening is still in time: the pass comes the morning after."""
    assert Step.CLOSE not in steps(OWING, at(18, 23))
    assert Step.CLOSE not in steps(OWING, at(19, 8))
    assert steps(OWING, at(19)) == [Step.CLOSE, Step.REMIND, Step.DISTRIBUTE]


def test_what_is_done_is_not_due_again() -> None:
    """Closed, handed on and reminded: nothing is left but to look and to send."""
    today = at(19).date()
    done = replace(OWING, closed=True, handed_on=today, reminded=dict.fromkeys("甲乙", today))
    assert steps(done, at(19, 18)) == []


def test_products_that_lag_are_made_anew() -> None:
    """A form that came before or after the deadline brings new products and its receipt."""
    assert steps(replace(OWING, stale=True, open_forms={}), at(10)) == [Step.MAKE]
    closed = replace(OWING, stale=True, open_forms={}, closed=True, handed_on=DEADLINE)
    assert steps(closed, at(26)) == [Step.MAKE]


def test_who_must_wait_for_a_figures_day_is_tried_again_each_day() -> None:
    """Somebody held back is looked at once a day, from the hour on."""
    held = replace(OWING, closed=True, open_forms={}, handed_on=date(2023, 10, 19), waits=True)
    assert [steps(held, at(day, hour)) for day, hour in ((19, 15), (20, 8), (20, 9))] == [[], [], [Step.DISTRIBUTE]]


def test_a_release_is_sent_at_once_and_once() -> None:
    """The leaders' briefing does not wait for tomorrow."""
    released = replace(OWING, closed=True, open_forms={}, handed_on=date(2023, 10, 20), released=True)
    assert steps(released, at(20, 15)) == [Step.DISTRIBUTE]
    assert steps(replace(released, briefed=True), at(20, 15)) == []


def test_periods_are_done_in_their_order() -> None:
    """After a long time off the older quarter comes first."""
    second = Known(Period(2023, 2), {"KJ1": date(2023, 7, 14)}, date(2023, 7, 3), forms_sent=True)
    found = due([OWING, second], CALENDAR, at(19))
    assert [str(one.period) for one in found if one.step is Step.CLOSE] == ["2023Q2", "2023Q3"]


def test_what_comes_next_is_told() -> None:
    """The next day that the calendar holds, of whatever kind; nothing where all is done."""
    assert upcoming([OWING], CALENDAR, at(13)) == Due(Step.CLOSE, at(19, 9), Q3)
    assert upcoming([replace(OWING, closed=True, open_forms={})], CALENDAR, at(13)) is None


def test_forms_with_a_deadline_of_their_own_are_reminded_on_their_own_days() -> None:
    """One form is due in October, another in December: each brings its own days."""
    two = replace(OWING, deadlines={"KJ1": DEADLINE, "KJ3": date(2023, 12, 20)}, open_forms={"甲": ("KJ3",)})
    assert reminded(two, at(19)) == ()
    assert reminded(two, at(15, month=12)) == ("甲",)
    assert Step.CLOSE not in steps(two, at(19))
