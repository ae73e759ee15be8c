"""Bulletins: sealed once, kept by hash, bound by the act that released them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger, bulletins
from reporting.ledger.audit import audit
from reporting.model.errors import LedgerError
from reporting.model.periods import Period
from reporting.model.words import Verdict
from tests.ledger.made import BRIEFING, NOW, Q3, arrival, entered, observation, reading, sealed


def test_what_is_sealed_is_read_back(book: Ledger) -> None:
    """Numbers, names, reason, hashes and the bytes themselves; of another period there is none."""
    one = sealed(book)
    assert bulletins.every(book) == (one,)
    assert bulletins.of(book, Q3) == one
    assert bulletins.of(book, Q3.year_before) is None
    assert bulletins.kept(book, one.products[BRIEFING].sha256, BRIEFING) == b"briefing"
    assert (one.name, one.call) == ("2023年第3期", "2023-3")


def test_a_release_is_an_act_of_who_released(book: Ledger) -> None:
    """By name, with the reason given and the hash of each product."""
    one = sealed(book)
    act = ledger.acts.every(book)[-1]
    assert (act.who, act.what, act.detail["despite"]) == ("王某", "release", "另行补填")
    assert act.detail["products"] == {BRIEFING: one.products[BRIEFING].sha256}
    assert audit(book).breaks == ()


def test_a_sealed_file_that_is_altered_or_gone_is_found(book: Ledger) -> None:
    """The audit names it, whoever reads it is refused; a template counts as much as a product."""
    one = sealed(book)
    product, template, _ = (book.home / path for path, _ in bulletins.files_of(one))
    product.write_bytes(b"briefinG")
    template.unlink()
    told = [(found.where, found.what) for found in audit(book).breaks]
    assert [what for _, what in told] == ["2023年第3期封存的文件的内容被改动", "2023年第3期封存的文件不在了或读不出"]
    assert told[0][0] == product.relative_to(book.home).as_posix()
    with pytest.raises(LedgerError, match="已被改动"):
        bulletins.kept(book, one.products[BRIEFING].sha256, BRIEFING)


@pytest.mark.parametrize(("period", "number"), [(Q3, 4), (Period(2023, 2), 3)])
def test_a_period_and_a_number_are_used_once(book: Ledger, period: Period, number: int) -> None:
    """Whatever a command believes, the ledger takes no second one; the act is not recorded either."""
    sealed(book)
    with pytest.raises(Exception, match=r"(?i)unique"):
        sealed(book, period, number)
    assert [act.what for act in ledger.acts.every(book)] == ["release"]


def test_what_comes_later_touches_what_rests_on_it(book: Ledger) -> None:
    """A form of the period or an earlier one, or a clerk's word on it; not one of a later period."""
    first = entered(book, reading(observation()), arrival("甲.xlsx"))
    one = sealed(book)
    assert not bulletins.is_touched(book, one)
    entered(book, reading(observation(), period=Period(2023, 4)), arrival("乙.xlsx"))
    assert not bulletins.is_touched(book, one)
    ledger.submissions.judge(book, first.number, Verdict.RETURNED, "李某", "核实", NOW)
    assert bulletins.is_touched(book, one)
    assert not bulletins.is_touched(book, replace(one, seen=bulletins.seen(book)))


def test_before_it_was_released_nobody_knows_of_it(tmp_path: Path) -> None:
    """Looking back, a bulletin appears at the instant of its release."""
    with ledger.opened(tmp_path, writable=True) as book:
        sealed(book)
    for as_of, known in ((NOW - timedelta(seconds=1), 0), (NOW, 1)):
        with ledger.opened(tmp_path, writable=False, as_of=as_of) as then:
            assert len(bulletins.every(then)) == known
