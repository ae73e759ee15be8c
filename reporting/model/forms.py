"""Forms as the catalogue lays them down, and the rules the bureau has written for them. Part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.model.periods import Period
from reporting.model.words import (
    Content,
    FormKind,
    Frequency,
    Severity,
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form: an item of a 定行表, or a unit of a 分县表 (code, or a kind such as 区县)."""

    order: int
    subject: str
    required: bool
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of a form; `item` is given in a 分县表, and for a list's number column that feeds an item.

    `label` is what the heading says, `aliases` what else it may say.
    """

    order: int
    content: Content
    label: str
    aliases: tuple[str, ...]
    item: str
    measure: str
    required: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form (报表).

    `senders` are unit codes, resolved from names or kinds; `deadline` is a rule such as `期末后10工作日`.
    `version` is the hash of its own rows and columns, so that an alias does not outdate forms already issued.
    `counts` is, for a list, the item whose figure its rows should number, empty for none.
    """

    code: str
    name: str
    kind: FormKind
    frequency: Frequency
    senders: tuple[str, ...]
    deadline: str
    number: str
    authority: str
    approval: str
    valid_until: str
    counts: str
    seed: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]
    version: str

    def asked_in(self, period: Period) -> bool:
        """Whether the form is asked for in the period."""
        return period.is_year == (self.frequency is Frequency.YEAR)


@dataclass(frozen=True, slots=True)
class Rule:
    """A check written by the bureau (校验): `formula` must hold, else `message` is said, and `advice` after it.

    `absent` is what is done where a figure is lacking (缺数时), as the formulas know it.
    """

    code: str
    form: str
    severity: Severity
    formula: str
    message: str
    basis: str
    absent: str = "跳过"
    advice: str = ""
