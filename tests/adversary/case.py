"""One submission: its workbook, and what must come of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.model.codes import BY_CODE
from reporting.model.words import Content, Severity, State
from tests.adversary.pages import Cell, Page

# Words that explain something: who is asked for a reason and writes these has given one.
SUFFICIENT = ("本期有3家企业到期未通过复审、2家迁出，已逐家核对名单", "按省厅口径统计，含新认定企业")


@dataclass(eq=False)
class Figure:
    """A figure that is asked for: where it stands and what must be read.

    `period` is that the figure is of, `earlier` what was reported of it for the period before. `page` is set where the
    figure stands on another sheet than the rest of its form.
    """

    form: str
    item: str
    unit: str
    key: str
    content: Content
    period: str
    measure: str
    cell: Cell
    value: Decimal | None = None
    state: State = State.BLANK
    nature: str = ""
    explanation: Cell | None = None
    page: Page | None = None
    tense: str = ""
    earlier: Decimal | None = None

    @property
    def alone(self) -> bool:
        """Whether no earlier figure of the year is held against it."""
        return self.tense == "年度" or not self.earlier

    @property
    def known(self) -> bool:
        """Whether it is a number."""
        return self.value is not None


@dataclass(eq=False)
class Row:
    """A row of a list: what must be read of it, by column label; `page` where that is not its form's."""

    form: str
    key: str
    unit: str
    fields: dict[str, str]
    cells: dict[str, Cell]
    page: Page | None = None


@dataclass(eq=False)
class Answered:
    """One form of the workbook; `lost` where it must not be entered.

    `heading` are the cells of the column labels by label, `stubs` those of the rows' names and `measures` those of the
    rows' measures by item, unit or key; `marks` are the cells of title, stamp, sender, period. `explains`: it
    went out with a column 说明. `closed`: nothing more may be done to it, for it shares its sheet, lies over two, or
    stands there twice.
    """

    form: str
    kind: str
    page: Page
    figures: list[Figure]
    rows: list[Row]
    heading: dict[str, Cell]
    stubs: dict[str, Cell]
    measures: dict[str, Cell]
    marks: dict[str, Cell]
    lost: bool = False
    explains: bool = True
    closed: bool = False

    @property
    def explained(self) -> bool:
        """Whether a 说明 stands on it that says something."""
        return any(one.explanation is not None and one.explanation.value in SUFFICIENT for one in self.figures)

    @property
    def top(self) -> int:
        """The row of the heading."""
        return self.page.where(next(iter(self.heading.values())))[0]

    @property
    def lines(self) -> list[int]:
        """The rows of the table's data, from the top."""
        return sorted(self.page.where(cell)[0] for cell in self.stubs.values())


@dataclass(eq=False)
class Told:
    """A finding that must be told: of a form (None: of the file), at a cell (None: of the sheet as a whole).

    `whole` says that any 说明 on the form would settle it.
    """

    code: str
    form: str | None = None
    page: Page | None = None
    cell: Cell | None = None
    severity: Severity | None = None
    whole: bool = False

    @property
    def weight(self) -> Severity:
        """What it weighs."""
        return self.severity or BY_CODE[self.code].severity


@dataclass(eq=False)
class Case:
    """A workbook under alteration, and what must come of it.

    `format` is how it is written, `name` its file's name. `needs` is what of a workbook the mutations rely on, so that
    no format loses it. `wraps` are archives around the file, from the inside out, `extra` what else lies in the
    innermost, `parts` what is added to the package; `instead` is sent in its place, `cut` the share of it that arrives.
    """

    sender: str
    period: str
    name: str
    pages: list[Page]
    forms: dict[str, Answered]
    told: list[Told] = field(default_factory=list)
    format: str = "xlsx"
    outcome: str = ""
    needs: set[str] = field(default_factory=set)
    wraps: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    extra: dict[str, bytes] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    instead: bytes | None = None
    cut: float | None = None

    def copy(self) -> Case:
        """Copy it, cells and all; a cell that stands in two places stays one cell."""
        return copy.deepcopy(self)

    def tell(
        self,
        code: str,
        form: Answered,
        cell: Cell | None = None,
        *,
        severity: Severity | None = None,
        whole: bool = False,
    ) -> None:
        """Say what must be found of a form."""
        self.told.append(Told(code, form.form, form.page, cell, severity, whole))

    def touch(self, cell: Cell) -> None:
        """Note that a cell is altered."""
        cell.altered = True

    def free(self, cell: Cell) -> bool:
        """Whether nothing has altered the cell yet."""
        return not cell.altered

    def quarantined(self, code: str) -> None:
        """Say that the file must be laid aside with a code, and nothing of it entered."""
        self.outcome = "quarantined"
        self.told = [Told(code)]
        for form in self.forms.values():
            form.lost = True
