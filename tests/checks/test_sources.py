"""source-differs: two senders, one figure."""

from __future__ import annotations

from reporting.checks import joint
from reporting.model.words import Severity
from tests.builders import OFFICE, held
from tests.checks.shelves import shelf


def test_two_sources_that_differ_are_noted() -> None:
    """The better source is used, both senders are named, and the note goes to the lesser one's cell."""
    own = held("甲", "FIRMS", "2023Q3", "212")
    office = held("甲", "FIRMS", "2023Q3", "210", sender=OFFICE.code, form="F2")
    (finding,) = joint(shelf(own, office))
    assert (finding.code, finding.severity, finding.sender) == ("source-differs", Severity.NOTE, "甲县")
    assert (finding.found, finding.expected) == ("212", "210")
    assert "统计局（F2）报210家，甲县（F1）报212家" in finding.message


def test_sources_that_agree_but_for_rounding_are_left_alone() -> None:
    """12.34 and 12.3 are one figure of an item with one decimal."""
    first = held("甲", "DEALS", "2023Q3", "12.34")
    second = held("甲", "DEALS", "2023Q3", "12.3", sender=OFFICE.code, form="F2")
    assert joint(shelf(first, second)) == ()
