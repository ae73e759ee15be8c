"""A sheet of a new workbook: xlsxwriter's own, to which whole rows can be given that become XML as they come.

Of a long list no cell is kept: a row is one string, made in a few steps, where the library makes and writes an object
a cell. Rows and columns count from 0 here, as in the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from reporting.model.grid import column_letters
from reporting.sheets.texts import Texts, cut

Plain = str | int | Decimal | date | bool | None
# The day before the first that a spreadsheet counts; 1900 counts as a leap year there.
_DAY_NOUGHT = date(1899, 12, 30)
_DAY_SECONDS = 86_400
_ROW = "\0"


class NewSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """The library's sheet; what it has no quick way for is quick here, all else is as there."""

    str_table: Texts

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self._lines: dict[int, str] = {}
        # Rows that are made higher when more is filled in: the library fixes every height it writes.
        self.growing: set[int] = set()

    def put_text(self, row: int, column: int, text: str, format_: Format) -> None:
        """Write a text into a cell; an empty one leaves the cell blank, so that it is counted and filtered as blank."""
        if text:
            self._check_dimensions(row, column)
            self.table[row][column] = CellStringTuple(self.str_table[text], format_)
        else:
            self.write_blank(row, column, None, format_)

    def stream(self, row: int, rows: Iterable[Sequence[Plain]], formats: Sequence[Format]) -> int:
        """Write rows from the first column on, each column in its format, and give the row after the last.

        Nothing can be put into such a row any more. Raises ValueError where a row is not as long as the formats.
        """
        texts, first = self.str_table, row
        # All but its number is the same in every row: the number is put in last.
        heads = [
            f'<c r="{column_letters(place)}{_ROW}" s="{format_._get_xf_index()}"'  # noqa: SLF001 -- as the library does
            for place, format_ in enumerate(formats, start=1)
        ]
        for values in rows:
            cells = [
                f'{head} t="s"><v>{texts[value]}</v></c>'
                if value.__class__ is str and value
                else f"{head}><v>{value!s}</v></c>"
                if value.__class__ is Decimal
                else head + _rest(value)
                for head, value in zip(heads, values, strict=True)
            ]
            row += 1
            self._lines[row - 1] = f'<row r="{_ROW}">{"".join(cells)}</row>'.replace(_ROW, str(row))
        if row > first:
            self._check_dimensions(first, 0)
            self._check_dimensions(row - 1, len(heads) - 1)
        return row

    def point(self, row: int, column: int, sheet: str, area: str, tip: str) -> None:
        """Let a cell lead to an area of a sheet, whatever it holds; the library would write a text into it."""
        quoted = sheet.replace("'", "''")
        link = Url(f"internal:'{quoted}'!{area}")
        link.tip = cut(tip, Url.MAX_PARAMETER_LEN)
        self.hyperlinks[row][column] = link

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        """Write a row's tag, without saying that its height is fixed where it is not."""
        if tag == "row" and int(str(dict(attributes)["r"])) - 1 in self.growing:
            attributes = [one for one in attributes if one[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _write_rows(self) -> None:
        """Write the rows in their order; the library would look at every cell of the used range twice."""
        for row in sorted(self._lines.keys() | self.table.keys() | self.row_info.keys() | self.comments.keys()):
            cells = self.table.get(row)
            if row in self._lines:
                if cells:
                    raise ValueError(f"{self.name}: row {row + 1} was written as a whole")
                self.fh.write(self._lines[row])
            elif cells:
                self._write_row(row, None, self.row_info.get(row))
                for column in sorted(cells):
                    self._write_cell(row, column, cells[column])
                self._xml_end_tag("row")
            else:
                self._write_empty_row(row, None, self.row_info.get(row))


def _rest(value: Plain) -> str:
    """Give what follows the address and format of a cell that holds no text."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    return f"><v>{_serial(value) if isinstance(value, date) else value}</v></c>"


def _serial(day: date) -> str:
    """Give a day as spreadsheets count it, with the time as a part of the day."""
    if not isinstance(day, datetime):
        return str((day - _DAY_NOUGHT).days)
    since = day.replace(tzinfo=None) - datetime(_DAY_NOUGHT.year, _DAY_NOUGHT.month, _DAY_NOUGHT.day)  # noqa: DTZ001 -- a spreadsheet knows no time zone
    return f"{since.days + since.seconds / _DAY_SECONDS:.16g}"
