"""stock-fell: a stock well below the one before."""

from __future__ import annotations

import pytest

from reporting.checks.stock import stock
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said, with_parameters


def test_a_stock_that_fell_much_is_asked_about() -> None:
    """A stock may fall: it is a warning, with the fall in number and share."""
    (finding,) = said(stock, draft().fill(FIRMS="180").was("2023Q2", FIRMS="210"))
    assert (finding.code, finding.severity) == ("stock-fell", Severity.WARNING)
    assert "减少30家（14.3%）" in finding.message


@pytest.mark.parametrize(
    "written",
    [
        draft().fill(FIRMS="207").was("2023Q2", FIRMS="210"),
        draft().fill(FIRMS="18").was("2023Q2", FIRMS="20"),
        draft().fill(FIRMS="215").was("2023Q2", FIRMS="210"),
        draft().fill(AREA="99").was("2023Q2", AREA="100"),
        draft().fill(FIRMS="180").was("2022Q3", FIRMS="210"),
        draft().fill(DEALS="1").was("2023Q2", DEALS="9"),
    ],
    ids=["one percent", "two firms", "growth", "one percent of an area", "not last quarter's", "not a stock"],
)
def test_everyday_falls_are_left_alone(written: Draft) -> None:
    """Firms expire and move: small falls are not asked about."""
    assert said(stock, written) == []


def test_the_bureau_sets_what_is_everyday() -> None:
    """With the share at nought every fall beyond two firms is asked about."""
    strict = with_parameters(期末数下降容忍比例="0")
    assert codes(said(stock, draft(catalogue=strict).fill(FIRMS="207").was("2023Q2", FIRMS="210"))) == ["stock-fell"]
