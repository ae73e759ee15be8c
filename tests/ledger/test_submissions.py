"""Entering forms: versions, what is in force, and that the order in which files are met does not matter."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.ledger.submissions import content_hash
from reporting.model.errors import LedgerError
from reporting.model.periods import Period
from reporting.model.records import Reading
from reporting.model.words import Outcome, State, Verdict
from tests.ledger.made import NOW, Q3, arrival, base, enter, entered, entry, finding, observation, reading, record


def test_what_is_entered_is_given_back_whole(book: Ledger) -> None:
    """Every value, cell, word and signer comes out as it went in."""
    came = arrival("邮件/附件.zip/鹿城.xlsx")
    seen = observation("0012.50")._replace(key="P7", nature="初步数", explanation="补报两家", text="12.50（预计）")
    form = reading(seen, base("1E+3"), entries=[entry()], 填表人="张三", 报出日期="10月12日")
    one = entered(book, form, came)
    assert (one.sender, one.form, one.period, one.version) == ("LC", "KJ1", Q3, 1)
    assert (one.file, one.sha256, one.received_at) == (came.name, came.sha256, came.received_at)
    assert (one.sheet, one.form_version, one.signers) == ("KJ1 季度指标", "v1", form.signers)
    held = ledger.observations.held(book, [Q3])
    assert {one.observation for one in held} == {seen, base("1E+3")}
    assert [str(one.observation.value) for one in held] == ["12.50", "1E+3"]  # as they stand in the form
    assert [one.submission for one in held] == [one, one]
    (row,) = ledger.entries.held(book, Q3)
    assert row.entry == replace(entry(), form="KJ1")
    assert ledger.submissions.numbered(book, one.number) == one


def test_times_are_kept_in_chinese_time(book: Ledger) -> None:
    """Times stand in the ledger as people here read them."""
    entered(book, reading(observation()), arrival())
    assert book.rows("SELECT received_at FROM submissions") == [("2023-10-12T12:00:00+08:00",)]


def test_a_time_without_a_zone_is_refused(book: Ledger) -> None:
    """A time that would mean something else on another machine is never stored."""
    came = replace(arrival(), received_at=arrival().received_at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="2023-10-12"):
        enter(book, reading(observation()), came)
    assert ledger.submissions.every(book, Q3) == ()


def test_a_correction_is_a_new_version_and_the_old_one_stays(book: Ledger) -> None:
    """Both versions can be seen; the newer one counts."""
    entered(book, reading(observation("12")), arrival("一.xlsx"))
    second = entered(book, reading(observation("13")), arrival("二.xlsx", hours=1))
    assert second.version == 2
    assert [one.version for one in ledger.submissions.every(book, Q3)] == [1, 2]
    assert ledger.submissions.newest(book, Q3) == ledger.submissions.in_force(book, Q3) == (second,)
    assert [held.observation.value for held in ledger.observations.held(book, [Q3])] == [13]


def test_a_returned_version_leaves_the_accepted_one_in_force(book: Ledger) -> None:
    """A faulty correction does not take away the good figures that were there."""
    first = entered(book, reading(observation("12")), arrival("一.xlsx"))
    second = entered(book, reading(observation("-1")), arrival("二.xlsx", hours=1), Verdict.RETURNED)
    assert ledger.submissions.newest(book, Q3) == (second,)
    assert ledger.submissions.in_force(book, Q3) == (first,)
    assert [held.observation.value for held in ledger.observations.held(book, [Q3])] == [12]


def test_a_returned_form_alone_puts_nothing_in_force(book: Ledger) -> None:
    """A returned form's figures and rows never count."""
    entered(book, reading(observation(), entries=[entry()]), arrival(), Verdict.RETURNED)
    assert ledger.submissions.in_force(book, Q3) == ()
    assert ledger.observations.held(book, [Q3]) == ()
    assert ledger.entries.held(book, Q3) == ()


def test_a_form_under_review_counts(book: Ledger) -> None:
    """A form accepted on its 说明 counts until a clerk says otherwise."""
    one = entered(book, reading(observation()), arrival(), Verdict.REVIEW)
    assert ledger.submissions.in_force(book, Q3) == (one,)


@pytest.mark.parametrize(
    "again",
    [
        reading(observation("12.5"), 填表人="张三"),
        reading(observation()._replace(cell="F9", sheet="Sheet1", text="１２．５"), 填表人="张三"),
        reading(observation(), 填表人="张三", 报出日期="10月13日"),
    ],
    ids=["fewer noughts", "elsewhere on the sheet", "signed another day"],
)
def test_equal_content_makes_no_version(book: Ledger, again: Reading) -> None:
    """The same figures sent again, saved by another program or signed another day, are not a correction."""
    first = entered(book, reading(observation(), 填表人="张三", 报出日期="10月12日"), arrival("一.xlsx"))
    assert enter(book, again, arrival("二.xlsx", hours=1)) is None
    assert ledger.submissions.every(book, Q3) == (first,)


@pytest.mark.parametrize(
    "other",
    [
        reading(observation("12.51")),
        reading(observation()._replace(explanation="新增两家")),
        reading(observation()._replace(state=State.ZERO)),
        reading(observation(), base("11")),
        reading(observation(), entries=[entry()]),
        reading(observation(), 填表人="李四"),
        reading(observation(None)),
        reading(),
    ],
    ids=["value", "explanation", "state", "base", "row", "signer", "blank", "empty"],
)
def test_other_content_makes_a_version(book: Ledger, other: Reading) -> None:
    """Whatever a form says anew is kept as a version of its own."""
    entered(book, reading(observation()), arrival("一.xlsx"))
    assert entered(book, other, arrival("二.xlsx", hours=1)).version == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [("已开工", "已竣工"), ("申报", "受理"), ("120", "约120"), ("12.5", "12.5（预计）")],
)
@pytest.mark.parametrize("value", [None, Decimal(0)])
def test_a_change_of_words_is_a_change(before: str, after: str, value: Decimal | None) -> None:
    """Another 主要进展, another stage, a doubt beside the figure make a version, though no figure changed."""
    forms = [reading(observation()._replace(value=value, text=text)) for text in (before, after)]
    assert content_hash(forms[0]) != content_hash(forms[1])


@pytest.mark.parametrize("text", ["12.5", " 12.50 ", "１２．５", "1.25E1", "12. 5", "+12.5", "12.500000000000001"])
def test_another_way_of_writing_a_number_is_no_change(text: str) -> None:
    """What a program or a hand makes of the same number is not a correction."""
    assert content_hash(reading(observation()._replace(text=text))) == content_hash(reading(observation()))


def test_the_order_of_rows_is_no_content() -> None:
    """A form whose rows were sorted says the same."""
    forms = [reading(observation(), base("9"), entries=[entry("A"), entry("B")])]
    forms.append(reading(base("9"), observation(), entries=[entry("B", 9), entry("A", 8)]))
    assert content_hash(forms[0]) == content_hash(forms[1])


def test_equal_to_a_returned_version_is_still_a_version(book: Ledger) -> None:
    """Only what equals the figures in force is passed over."""
    entered(book, reading(observation()), arrival("一.xlsx"), Verdict.RETURNED)
    assert entered(book, reading(observation()), arrival("二.xlsx", hours=1)).version == 2


def test_going_back_to_the_figures_in_force_settles_a_returned_version(book: Ledger) -> None:
    """Who withdraws a faulty correction by sending the accepted form again is no longer asked to mend it."""
    first = entered(book, reading(observation("12")), arrival("一.xlsx"))
    entered(book, reading(observation("-1")), arrival("二.xlsx", hours=1), Verdict.RETURNED)
    assert enter(book, reading(observation("12")), arrival("三.xlsx", hours=2)) is None
    assert ledger.submissions.newest(book, Q3) == (first,)


ARRIVALS = (("甲.xlsx", "12", 0), ("乙.xlsx", "13", 1), ("丙.xlsx", "12", 2), ("丁.xlsx", "14", 2))


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(ARRIVALS)))))
def test_the_order_in_which_passes_meet_versions_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    """The time of receipt decides between versions, then the name: 丙 comes after 丁 in the alphabet of the machine."""
    with ledger.opened(tmp_path, writable=True) as book:
        for place in order:
            name, value, hours = ARRIVALS[place]
            enter(book, reading(observation(value)), arrival(name, hours=hours))
        last = max(ARRIVALS, key=lambda one: (one[2], one[0]))
        assert [str(held.observation.value) for held in ledger.observations.held(book, [Q3])] == [last[1]]


def test_figures_come_in_the_same_order_whatever_came_first(tmp_path: Path) -> None:
    """What is made from the figures does not depend on which county was quicker."""
    forms = [
        reading(observation(unit=sender, item=item), base("9"), sender=sender, form=form)
        for sender, form, item in (("LC", "KJ1", "B"), ("LC", "KJ5", "A"), ("AL", "KJ1", "A"), ("AL", "KJ1", "B"))
    ]
    told = []
    for place, several in enumerate((forms, forms[::-1])):
        with ledger.opened(tmp_path / str(place), writable=True) as book:
            for form in several[:3] if place == 0 else several[1:]:
                enter(book, form, arrival(f"{form.claim.sender}{form.claim.form}.xlsx"))
            held = ledger.observations.held(book, [Q3, Period(2022, 3), Q3])
        told.append([(one.observation, one.submission.sender, one.submission.form) for one in held])
    assert told[0] == told[1]
    assert len(told[0]) == 6


def test_a_person_may_judge_anew(book: Ledger) -> None:
    """A clerk's verdict counts from then on; what was said before stays in the chain of acts."""
    one = entered(book, reading(observation()), arrival(), Verdict.RETURNED)
    judged = ledger.submissions.judge(book, one.number, Verdict.ACCEPTED, "王五", "电话核实", NOW)
    assert judged == replace(one, verdict=Verdict.ACCEPTED)
    assert ledger.submissions.in_force(book, Q3) == (judged,)
    act = ledger.acts.every(book)[-1]
    assert (act.who, act.what, act.at) == ("王五", "accept", NOW)
    assert (act.detail["was"], act.detail["verdict"], act.detail["reason"]) == ("returned", "accepted", "电话核实")


def test_judging_what_is_not_there_is_told(book: Ledger) -> None:
    """A number without a submission is a message, not a silent nothing."""
    with pytest.raises(LedgerError, match="没有这份报送"):
        ledger.submissions.judge(book, 7, Verdict.ACCEPTED, "王五", "", NOW)
    assert ledger.acts.every(book) == ()


def test_an_original_must_be_kept_before_its_form_is_entered(book: Ledger) -> None:
    """No figure enters the ledger whose file it could not show."""
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        ledger.submissions.enter(book, reading(), arrival(), [], Verdict.ACCEPTED, 0, NOW, Q3, "c")
    assert ledger.submissions.every(book, Q3) == ()


def test_a_file_treated_anew_under_another_catalogue_is_a_new_version(book: Ledger) -> None:
    """When the bureau has mended a rule, the same file may pass that was returned before."""
    came = arrival()
    entered(book, reading(observation()), came, Verdict.RETURNED)
    record(book, came, Outcome.RETURNED)
    second = enter(book, reading(observation()), came, catalogue="d" * 64)
    assert second is not None
    assert second.version == 2
    assert ledger.submissions.in_force(book, Q3) == (second,)


def test_a_long_list_is_entered_row_by_row(book: Ledger) -> None:
    """Rows of a list keep their own order."""
    rows = [entry(f"{9000 - place}", place + 5) for place in range(300)]
    entered(book, reading(entries=rows, form="KJ9"), arrival())
    assert [held.entry for held in ledger.entries.held(book, Q3)] == rows


def test_findings_and_acts_are_entered_with_the_form(book: Ledger) -> None:
    """A form, its findings and the act stand together."""
    one = enter(book, reading(observation()), arrival(), found=[finding("jump"), finding("bounds")])
    assert one is not None
    assert ledger.findings.of_submission(book, one.number) == (finding("jump"), finding("bounds"))
    (act,) = ledger.acts.every(book)
    assert (act.who, act.what, act.detail["sender"], act.detail["verdict"]) == ("reporting", "enter", "LC", "accepted")


def test_last_years_figure_of_this_years_form_is_held_with_it(book: Ledger) -> None:
    """Asking for a period gives all its forms brought, and nothing other periods' forms brought."""
    entered(book, reading(observation(), base("11")), arrival())
    entered(book, reading(observation("10", period=Q3.year_before), period=Q3.year_before), arrival("去年.xlsx"))
    assert [held.observation.value for held in ledger.observations.held(book, [Q3])] == [Decimal("12.50"), 11]
    assert [held.observation.value for held in ledger.observations.held(book, [Q3.year_before])] == [10]
