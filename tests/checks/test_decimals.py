"""value-decimals: finer than asked."""

from __future__ import annotations

from dataclasses import replace

from reporting.checks.decimals import decimals
from reporting.model.words import Severity
from tests.checks.papers import Draft, codes, draft, said


def _stored(written: Draft, text: str) -> Draft:
    reading = written.paper.reading
    (only,) = reading.observations
    return Draft(replace(written.paper, reading=replace(reading, observations=(only._replace(text=text),))))


def test_too_many_decimals_are_noted_and_kept() -> None:
    """A figure finer than asked is a note: nothing is returned for it."""
    (finding,) = said(decimals, draft().fill(DEALS="12.34", FIRMS="12.5"))[:1]
    assert (finding.severity, finding.found) == (Severity.NOTE, "12.34")
    assert codes(said(decimals, draft().fill(FIRMS="12.5"))) == ["value-decimals"]


def test_noise_of_the_file_format_is_not_held_against_the_clerk() -> None:
    """`2380.4299999999998` is how a workbook stores 2380.43."""
    assert said(decimals, _stored(draft().fill(AREA="2380.43"), "2380.4299999999998")) == []


def test_a_converted_figure_is_not_too_fine() -> None:
    """12345 万元 read as 1.2345 亿元 was written without decimals."""
    assert said(decimals, _stored(draft().fill(DEALS="1.2345"), "12345")) == []
