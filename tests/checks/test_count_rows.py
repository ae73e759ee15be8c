"""count-rows: a list beside the figure that counts it."""

from __future__ import annotations

from reporting.checks import joint
from reporting.model.words import Scope, Severity
from tests.builders import OFFICE, held
from tests.checks.papers import codes
from tests.checks.shelves import rows, shelf


def test_a_list_shorter_than_its_figure_is_asked_about() -> None:
    """Three rows beside 210 firms: a joint warning at the list, which reopens nothing."""
    (finding,) = joint(shelf(held("甲", "FIRMS", "2023Q3", "210"), entries={"L1": rows("甲", "1", "2", "3")}))
    assert (finding.code, finding.severity, finding.scope) == ("count-rows", Severity.WARNING, Scope.JOINT)
    assert "名录共3行，而甲县所报“高新技术企业累计数”为210家，相差207" in finding.message


def test_lists_are_held_against_the_better_source() -> None:
    """Where the office's count is used, the list is held against that."""
    own, office = held("甲", "FIRMS", "2023Q3", "9"), held("甲", "FIRMS", "2023Q3", "3", sender=OFFICE.code, form="F2")
    findings = joint(shelf(own, office, entries={"L1": rows("甲", "1", "2", "3")}))
    assert codes(findings) == ["source-differs"]


def test_lists_or_figures_alone_are_left_alone() -> None:
    """Who has sent no list yet, or no figure, is not compared; L2 counts nothing."""
    assert joint(shelf(held("甲", "FIRMS", "2023Q3", "210"))) == ()
    assert joint(shelf(entries={"L1": rows("甲", "1")})) == ()
    assert joint(shelf(held("甲", "FIRMS", "2023Q3", "210"), entries={"L2": rows("甲", "1", code="L2")})) == ()
