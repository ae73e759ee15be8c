"""How long filling a bureau's own workbook takes and what is left of it, beside openpyxl: `python -m benchmarks.fill`.

The workbook is the one the tests fill: fifty parts, with charts, pictures, controls, a pivot table. openpyxl loads it,
puts the same values into the same cells and saves it; it matches no names, repeats no rows and reckons no formulas.
Time is the processor's; the ratio is openpyxl ÷ ours, so that above 1 ours is faster.
"""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Mapping
from decimal import Decimal

import xlsxwriter
from openpyxl import load_workbook

from benchmarks.timing import in_turn
from reporting.model.grid import CellKind, address
from reporting.package.archive import Archive
from reporting.products.taskrows import lines, task_name
from reporting.products.tasktable import WORKBOOK, tasktable_xlsx
from reporting.sheets.patch import fill
from reporting.sheets.read import read
from tests.products.quarter import compilation
from tests.sheets.bureau import bureau

QUARTER = compilation()
NAMED = "技术交易额"
Values = Mapping[str, Mapping[str, str | Decimal]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long filling takes, and what is left, beside openpyxl.")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is run")
    parser.add_argument("--rows", type=int, default=20_000, metavar="N", help="rows of the large sheet")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # openpyxl says what it drops, again at every round
    by_names, by_rows = template(NAMED), template("")
    whole = in_turn(
        options.rounds,
        lambda: tasktable_xlsx(by_names, QUARTER),
        lambda: tasktable_xlsx(by_rows, QUARTER),
    )
    print(
        f"Filling a workbook, processor's time, median of {options.rounds}; ratio = openpyxl ÷ ours\n"
        f"{_beside('a bureau’s workbook', by_names, _values(by_names), options.rounds)}\n"
        f"  the same with all we do (names matched, formulas reckoned, what is left told)  {whole[0]:.0f} ms, "
        f"with a model row repeated for each line of the plan  {whole[1]:.0f} ms\n"
        f"{_beside(f'{options.rows} rows × 20', large(options.rows), few(options.rows), min(options.rounds, 3))}"
    )
    return 0


def template(named: str) -> bytes:
    """Make the bureau's workbook."""
    rows = [(task_name(line.task), line.indicator.name) for line in lines(QUARTER) if line.task and line.indicator]
    units = [unit.name for unit in QUARTER.catalogue.counties(QUARTER.period)]
    return bureau(rows, units, [NAMED], named)


def large(rows: int) -> bytes:
    """Make a sheet of numbers."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("甲")
    for row in range(rows):
        sheet.write_row(row, 0, [row + column / 4 for column in range(20)])
    book.close()
    return stream.getvalue()


def few(rows: int) -> Values:
    """Give a value for a cell of every tenth row."""
    return {"甲": {address(row, row % 20 + 1): Decimal(row) for row in range(1, rows + 1, 10)}}


def _values(content: bytes) -> Values:
    """Give what filling by names puts into the cells."""
    before, after = (read(one, WORKBOOK) for one in (content, tasktable_xlsx(content, QUARTER).content))
    return {
        new.name: {
            cell.address: Decimal(cell.text) if cell.kind is CellKind.NUMBER else cell.text
            for at, cell in new.cells.items()
            if not cell.formula and at not in old.cells
        }
        for old, new in zip(before.sheets, after.sheets, strict=True)
    }


def _beside(name: str, content: bytes, values: Values, rounds: int) -> str:
    def ours() -> bytes:
        return fill(content, values)

    def openpyxls() -> bytes:
        book = load_workbook(io.BytesIO(content))
        for sheet, cells in values.items():
            for where, value in cells.items():
                book[sheet][where] = value
        filled = io.BytesIO()
        book.save(filled)
        return filled.getvalue()

    mine, theirs = in_turn(rounds, ours, openpyxls)
    count = sum(len(cells) for cells in values.values())
    return (
        f"  {name}, {count} cells   ours {mine:6.1f} ms   openpyxl {theirs:6.1f} ms   ratio {theirs / mine:.2f}\n"
        f"    parts  ours: {_parts(content, ours())}\n           openpyxl: {_parts(content, openpyxls())}"
    )


def _parts(before: bytes, after: bytes) -> str:
    """Say what became of a workbook's parts, byte for byte."""
    old, new = Archive(before), Archive(after)
    lost = [name for name in old.names if name not in new]
    same = [name for name in old.names if name in new and old.read(name) == new.read(name)]
    changed = len(old.names) - len(same) - len(lost)
    return f"{len(same)} of {len(old.names)} as they were, {changed} changed, {len(lost)} lost"


if __name__ == "__main__":
    sys.exit(main())
