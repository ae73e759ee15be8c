"""What a formula is once read, what it yields, and what is raised where it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reporting.model.errors import Fault, ReportingError


class Lookup(StrEnum):
    """Functions that ask for another value of one item: of another period, or summed over the units of a table.

    FLOW is what a year-to-date figure came to since the quarter before: in the first quarter the figure itself.
    """

    BEFORE = "上期"
    YEAR_BEFORE = "上年同期"
    TOTAL = "合计"
    FLOW = "当期"


class Function(StrEnum):
    """Functions that reckon with values."""

    ABSOLUTE = "绝对值"
    GREATEST = "最大"
    LEAST = "最小"


class Pair(StrEnum):
    """Conditions that ask only whether there are figures other than nought: all of them or none; not two of them."""

    TOGETHER = "同时填报"
    APART = "不同时填报"


class Use(StrEnum):
    """What becomes of a value before it is reckoned with."""

    VALUE = ""
    OR_NOUGHT = "按零"
    PRESENCE = "有数"


class Absent(StrEnum):
    """What is done where a figure is lacking (缺数时): say nothing, take nought, or hold that against the form."""

    SKIP = "跳过"
    NOUGHT = "按零"
    FAULT = "不跳过"


@dataclass(frozen=True, slots=True)
class Operand:
    """A value the formula asks for: an item's code, and which of its values; `word` is the name as written.

    `use` says what becomes of it: with 按零 a value that is lacking is nought, of a pair only its being there counts.
    """

    code: str
    lookup: Lookup | None
    word: str
    use: Use = Use.VALUE

    def __str__(self) -> str:
        """Name the operand as people write it: `上期(高新技术企业累计数)`."""
        return f"{self.lookup}({self.word})" if self.lookup else self.word


PAIR_NAMES = {Pair.TOGETHER: "f_together", Pair.APART: "f_apart"}
PAIRS_WRITTEN = {name: pair for pair, name in PAIR_NAMES.items()}
_PAIR = re.compile(rf"({'|'.join(PAIRS_WRITTEN)})\([^()]*\)")


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
    def pair(self) -> Pair | None:
        """The pair a formula is, None where it is anything else."""
        found = _PAIR.fullmatch(self.source)
        return PAIRS_WRITTEN[found[1]] if found else None

    @property
    def is_bare(self) -> bool:
        """Whether the formula is the figure of one item as it stands now."""
        return self.source == "v0" and self.operands[0].lookup is None and self.operands[0].use is Use.VALUE

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
