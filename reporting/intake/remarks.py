"""Findings gathered while a sheet is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.model.codes import severity_of
from reporting.model.periods import Period
from reporting.model.records import Finding
from reporting.model.words import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about one cell, before it is known whose cell it is.

    `severity` is given where this case weighs other than its code usually does.
    """

    code: str
    message: str
    expected: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    remark: Remark
    cell: str | None
    found: str | None
    unit: str | None


@dataclass(slots=True)
class Remarks:
    """What is said about one sheet; sender is a name, form a code, any of them None while unknown.

    `parameters` are the catalogue's, which can give a code another weight. The same thing is said
    once about a cell, however often it is met.
    """

    sheet: str | None
    sender: str | None = None
    form: str | None = None
    period: Period | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    _said: dict[tuple[str, str | None, str], _Said] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything said, in the order it was met, with the sender, form and period known by now."""
        return tuple(self._finding(said) for said in self._said.values())

    def add(
        self, remark: Remark, cell: str | None = None, *, found: str | None = None, unit: str | None = None
    ) -> None:
        """Say something, at a cell where there is one; `unit` is a name."""
        self._said.setdefault((remark.code, cell, remark.message), _Said(remark, cell, found, unit))

    def _finding(self, said: _Said) -> Finding:
        return Finding(
            code=said.remark.code,
            severity=said.remark.severity or severity_of(said.remark.code, self.parameters),
            message=said.remark.message,
            sender=self.sender,
            unit=said.unit,
            form=self.form,
            period=self.period,
            sheet=self.sheet,
            cell=said.cell,
            found=said.found,
            expected=said.remark.expected,
        )
