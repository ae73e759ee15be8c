"""Scan a worksheet's XML of any dialect, piece by piece; only what cells hold is kept: empty rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Area, Cell, place
from reporting.package.xml import local, scanner
from reporting.sheets.meaning import FALSE, Meaning

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# More cells than a list of a million rows of ten has is nobody's report.
MOST_CELLS = 20_000_000
MOST_MERGES = 200_000
MOST_ARRAYS = 1_000

_DIGITS = "0123456789"


class Scan:
    """The state of a scan: where it stands, the cell it is in, and what it found so far."""

    def __init__(self, meaning: Meaning) -> None:
        self.parser = scanner(self._start, self._end)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Area] = []
        self.margins: list[str] = []
        self._told_columns = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._arrays: list[Area] = []
        self._meaning = meaning
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._sort, self._style = "n", "0"
        self._formula = self._valued = self._phonetic = False
        self._pieces: list[str] = []
        self._starts = _OUTSIDE

    @property
    def is_within(self) -> bool:
        """Whether the scan stands within the rows."""
        return self._starts is _INSIDE

    def listen(self, *, heard: bool) -> None:
        """Hear of elements, or only have them proofread."""
        self.parser.StartElementHandler = self._start if heard else None
        self.parser.EndElementHandler = self._end if heard else None

    def pass_by(self, cells: dict[tuple[int, int], Cell], hidden: set[int], last: int) -> None:
        """Take in rows that another has read, up to the row `last`."""
        if self.cells:
            self.cells.update(cells)
        else:
            self.cells = cells
        if len(self.cells) > MOST_CELLS:
            raise _too_much("单元格")
        self.hidden_rows |= hidden
        self._row = last

    def _start(self, tag: str, given: dict[str, str]) -> None:
        act = self._starts.get(tag if ":" not in tag else local(tag))
        if act is not None:
            act(self, given)

    def _end(self, tag: str) -> None:
        act = _ENDS.get(tag if ":" not in tag else local(tag))
        if act is not None:
            act(self)

    def data_starts(self, _: dict[str, str]) -> None:
        """Enter the rows: only here are cells cells."""
        self._starts = _INSIDE

    def data_ends(self) -> None:
        """Leave the rows."""
        self._starts = _OUTSIDE

    def row_starts(self, given: dict[str, str]) -> None:
        """Enter a row; one without a number follows the one before it."""
        self._row = int(given["r"]) if "r" in given else self._row + 1
        self._column = 0
        if "hidden" in given and given["hidden"] not in FALSE:
            self.hidden_rows.add(self._row)

    def cell_starts(self, given: dict[str, str]) -> None:
        """Enter a cell; one without an address follows the one before it."""
        if "r" in given:
            address = given["r"]
            letters = address.rstrip(_DIGITS)
            self._column = self._columns.get(letters) or self._column_of(letters)
            self._row = int(address[len(letters) :])
        else:
            self._column += 1
        self._sort, self._style = given.get("t", "n"), given.get("s", "0")
        self._formula = self._valued = False
        if self._pieces:
            self._pieces = []

    def _column_of(self, letters: str) -> int:
        self._columns[letters] = place(f"{letters}1")[1]
        return self._columns[letters]

    def formula_starts(self, given: dict[str, str]) -> None:
        """Note a formula; of an array formula only the first cell says so, the others lie in its area."""
        self._formula = True
        if given.get("t") in ("array", "dataTable") and ":" in given.get("ref", ""):
            self._arrays.append(_area(given["ref"]))
            _limit(self._arrays, MOST_ARRAYS)

    def text_starts(self, _: dict[str, str]) -> None:
        """Begin to gather a value, or a piece of one."""
        if not self._phonetic:
            self._valued = True
            self.parser.CharacterDataHandler = self._pieces.append

    def text_ends(self) -> None:
        """Stop gathering."""
        self.parser.CharacterDataHandler = None

    def phonetic_starts(self, _: dict[str, str]) -> None:
        """Enter a phonetic reading, which is not part of the text."""
        self._phonetic = True

    def phonetic_ends(self) -> None:
        """Leave a phonetic reading."""
        self._phonetic = False

    def cell_ends(self) -> None:
        """Keep the cell if it holds something."""
        if not (self._valued or self._formula):
            return
        text = "".join(self._pieces)
        kind, code = self._meaning.kind(self._sort, self._style)
        shown = self._meaning.shown(self._sort, text) if self._valued else ""
        # A formula whose result is the empty text (None) shows nothing and lacks nothing.
        if shown is None or not (shown or self._formula):
            return
        self._keep(Cell(self._row, self._column, shown, kind, self._formula, code))

    def _keep(self, cell: Cell) -> None:
        if not (1 <= cell.row <= LAST_ROW and cell.column <= LAST_COLUMN):
            raise ValueError(cell.address)
        if len(self.cells) >= MOST_CELLS:
            raise _too_much("单元格")
        self.cells[cell.row, cell.column] = cell

    def merge_starts(self, given: dict[str, str]) -> None:
        """Note a merge."""
        self.merges.append(_area(given.get("ref", "")))
        _limit(self.merges, MOST_MERGES)

    def margin_starts(self, _: dict[str, str]) -> None:
        """Begin to gather what is printed at the head or foot of pages."""
        self._pieces = []
        self.parser.CharacterDataHandler = self._pieces.append

    def margin_ends(self) -> None:
        """Keep what was gathered."""
        self.parser.CharacterDataHandler = None
        self.margins.append("".join(self._pieces))

    def column_starts(self, given: dict[str, str]) -> None:
        """Note hidden columns; each is told of once in a sound file."""
        if "hidden" in given and given["hidden"] not in FALSE:
            first, last = int(given["min"]), int(given["max"])
            self._told_columns += max(last - first, 0) + 1
            if self._told_columns > 8 * LAST_COLUMN:
                raise _too_much("列")
            self.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def cells_with_arrays(self) -> dict[tuple[int, int], Cell]:
        """Give the cells, those inside an array formula's area marked as formulas too."""
        for area in self._arrays:
            inside = [at for at in _addresses(area, self.cells) if at in self.cells]
            self.cells.update({at: self.cells[at]._replace(formula=True) for at in inside})
        return self.cells


# No scan holds a method of its own: what holds itself is freed late, with all its cells.
_MARGINS = tuple(f"{pages}{place}" for pages in ("odd", "even", "first") for place in ("Header", "Footer"))
_OUTSIDE: dict[str, Callable[[Scan, dict[str, str]], None]] = {
    "sheetData": Scan.data_starts,
    "mergeCell": Scan.merge_starts,
    "col": Scan.column_starts,
    **dict.fromkeys(_MARGINS, Scan.margin_starts),
}
_INSIDE: dict[str, Callable[[Scan, dict[str, str]], None]] = {
    "c": Scan.cell_starts,
    "v": Scan.text_starts,
    "t": Scan.text_starts,
    "f": Scan.formula_starts,
    "row": Scan.row_starts,
    "rPh": Scan.phonetic_starts,
}
_ENDS: dict[str, Callable[[Scan], None]] = {
    "c": Scan.cell_ends,
    "v": Scan.text_ends,
    "t": Scan.text_ends,
    "rPh": Scan.phonetic_ends,
    "sheetData": Scan.data_ends,
    **dict.fromkeys(_MARGINS, Scan.margin_ends),
}


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    top, left = place(first)
    bottom, right = place(last or first)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _addresses(area: Area, cells: Mapping[tuple[int, int], Cell]) -> Iterable[tuple[int, int]]:
    """Give the addresses in an area, or all that hold something where these are fewer."""
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    if len(rows) * len(columns) < len(cells):
        return product(rows, columns)
    return [at for at in cells if area.holds(*at)]


def _limit(areas: list[Area], most: int) -> None:
    if len(areas) > most:
        raise _too_much("合并单元格或数组公式")


def _too_much(what: str) -> UnreadableFile:
    return UnreadableFile("file-bomb", f"工作表的{what}过多，超出允许的范围，未予打开，请删去无关内容后重新报送")
