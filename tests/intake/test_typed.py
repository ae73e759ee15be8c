"""Whatever is typed into a cell of figures: never a figure in silence, never a crash."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from reporting.intake import values
from reporting.model.grid import Cell
from reporting.model.numbers import plain
from reporting.model.words import State

# What clerks type, and more of it than they do.
KEYS = "01234567890123456789.,-+ \u3000'‘%％()（）万亿千元家人预计快报。．，－—–/①²OoSlE约左右#*…负一二三十百零两\n\t"
TYPED = some.text(some.sampled_from(KEYS), max_size=14)


@given(TYPED, some.sampled_from(("亿元", "万元", "家", "%", "人", "万平方米")))
def test_no_figure_in_silence(text: str, measure: str) -> None:
    """A text is read with a word about it that names the figure, or not read; only marks need no word."""
    found = values.number(Cell(1, 1, text), measure)
    if found.value is not None:
        assert found.remarks
        assert plain(found.value) in found.remarks[0].message
    elif found.state is State.BLANK and text.strip().strip("'‘"):
        assert found.remarks
        assert "请" in found.remarks[0].message


@given(some.decimals(Decimal(-999_999), Decimal(999_999), places=2), some.sampled_from("，, "))
def test_a_dressed_figure_is_the_figure(value: Decimal, comma: str) -> None:
    """Thousands, full width, blanks around and the measure behind change nothing about a figure."""
    grouped = f"{value:,}".replace(",", comma)
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in grouped)
    for text in (grouped, wide, f"  {grouped}\u3000", f"{grouped}亿元", unicodedata.normalize("NFKC", wide)):
        assert values.number(Cell(1, 1, text), "亿元").value == value


@given(some.text(max_size=80))
def test_whatever_is_pasted(text: str) -> None:
    """Any text at all is read or refused."""
    assert isinstance(values.number(Cell(1, 1, text), "亿元"), values.Value)
