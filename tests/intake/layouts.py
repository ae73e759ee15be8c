"""What people do to the layout of a form, each as a function of its rows; what it says must stay what it was."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Rows = list[list[str]]

HEADINGS = ("指标名称", "单位名称", "序号")
# Columns of a clerk's own: rates, other times, targets and remarks, none of them asked for.
OWN = ("增速（%）", "同比增长%", "上半年", "7月", "2022年", "完成率", "备忘", "排名", "上期", "2021年1—9月", "年度目标")


def rows_of(drawn: str) -> Rows:
    """Take a drawing apart into rows of equal width."""
    rows = [line.split("|") for line in drawn.strip("\n").split("\n")]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def drawing(rows: Rows) -> str:
    """Put rows together into a drawing."""
    return "\n".join("|".join(row) for row in rows)


def heading(rows: Rows) -> int:
    """Say which row is the heading."""
    return next(place for place, row in enumerate(rows) if any(_bare(text) in HEADINGS for text in row))


def own_column(rows: Rows, chance: Random) -> Rows:
    """Put in a column of the clerk's own, with numbers beside every number."""
    top, at, label = heading(rows), chance.randrange(len(rows[0]) + 1), chance.choice(OWN)
    return [
        [*row[:at], label if place == top else _beside(row, place > top, chance), *row[at:]]
        for place, row in enumerate(rows)
    ]


def blank_rows(rows: Rows, chance: Random) -> Rows:
    """Put in blank rows anywhere."""
    at = chance.randrange(len(rows) + 1)
    return [*rows[:at], *[[""] * len(rows[0])] * chance.randrange(1, 3), *rows[at:]]


def moved_columns(rows: Rows, chance: Random) -> Rows:
    """Move the table's columns about; what stands above stays."""
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    top = heading(rows)
    return [[row[at] for at in order] if place >= top else row for place, row in enumerate(rows)]


def moved_rows(rows: Rows, chance: Random) -> Rows:
    """Put the rows with figures into another order."""
    top = heading(rows)
    places = [place for place, row in enumerate(rows) if place > top and any(map(_is_number, row))]
    order = places[:]
    chance.shuffle(order)
    moved = dict(zip(places, order, strict=True))
    return [rows[moved.get(place, place)] for place in range(len(rows))]


def spaced_heading(rows: Rows, chance: Random) -> Rows:
    """Retype the heading: blanks of all kinds and line breaks among its words."""
    top, how = heading(rows), chance.choice(("\u3000", " ", "\u00a0", "\\n"))
    return [[how.join(text) for text in row] if place == top else row for place, row in enumerate(rows)]


def numbered_columns(rows: Rows, _chance: Random) -> Rows:
    """Number the columns below the heading: 甲 1 2."""
    top = heading(rows)
    told = iter(["甲", *map(str, range(1, 99))])
    return [*rows[: top + 1], [next(told) if text else "" for text in rows[top]], *rows[top + 1 :]]


def shifted(rows: Rows, chance: Random) -> Rows:
    """Move the whole form down and to the right."""
    right = [""] * chance.randrange(1, 4)
    return [*[[""]] * chance.randrange(3), *[[*right, *row] for row in rows]]


def minutes_above(rows: Rows, chance: Random) -> Rows:
    """Write other things above the form."""
    return [*[[f"会议纪要第{place}条", str(place)] for place in range(chance.randrange(1, 40))], *rows]


CHANGES: tuple[Callable[[Rows, Random], Rows], ...] = (
    own_column,
    blank_rows,
    moved_columns,
    moved_rows,
    spaced_heading,
    numbered_columns,
    shifted,
)


def _bare(text: str) -> str:
    return "".join(text.replace("\\n", "").split())


def _is_number(text: str) -> bool:
    return text.replace(".", "").isdigit()


def _beside(row: list[str], below: bool, chance: Random) -> str:
    return str(chance.randrange(1, 99)) if below and any(map(_is_number, row)) else ""
