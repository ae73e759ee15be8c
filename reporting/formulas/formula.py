"""What a formula is once read, what it yields, and what is raised where it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reporting.model.errors import Fault, ReportingError


class Lookup(StrEnum):
    """Functions that ask for another value of one item: of another period, or summed over the units of a table."""

    BEFORE = "上期"
    YEAR_BEFORE = "上年同期"
    TOTAL = "合计"


class Function(StrEnum):
    """Functions that reckon with values."""

    ABSOLUTE = "绝对值"
    GREATEST = "最大"
    LEAST = "最小"


@dataclass(frozen=True, slots=True)
class Operand:
    """A value the formula asks for: an item's code, and which of its values; `word` is the name as written."""

    code: str
    lookup: Lookup | None
    word: str

    def __str__(self) -> str:
        """Name the operand as people write it: `上期(高新技术企业累计数)`."""
        return f"{self.lookup}({self.word})" if self.lookup else self.word


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its names resolved: `source` holds `v0`, `v1` … for the operands and `c0` … for the constants.

    `codes` are those of the items named, each once, in order. `condition` tells a comparison from a number.
    """

    text: str
    codes: tuple[str, ...]
    operands: tuple[Operand, ...]
    constants: tuple[Decimal, ...]
    source: str
    condition: bool

    @property
    def divides(self) -> bool:
        """Whether the formula is a ratio, so that values of parts do not add up to that of the whole."""
        return "/" in self.source


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula yields; without a value `lacks` names the codes that have none, and `reason` says why."""

    value: Decimal | bool | None
    lacks: tuple[str, ...] = ()
    reason: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value as a number, None where there is none or the formula is a comparison."""
        return None if isinstance(self.value, bool) else self.value

    @property
    def holds(self) -> bool | None:
        """Whether a comparison holds, None where that cannot be said."""
        return self.value if isinstance(self.value, bool) else None


class FormulaError(ReportingError):
    """A formula cannot be read; `word` is the word or sign that stands in the way, empty where it is the whole."""

    def __init__(self, what: str, mend: str, word: str = "") -> None:
        """Keep the word: the reader of the catalogue may know more about it."""
        super().__init__(what, mend=mend)
        self.word = word

    def fault(self, where: str) -> Fault:
        """Give the fault for a cell."""
        return Fault(where, self.what, self.mend)


class UnknownNameError(FormulaError):
    """A formula names something that is not among the words it may use."""
