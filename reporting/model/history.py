"""What was in force before a form came in: the ground on which trends are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.model.periods import Period


@dataclass(frozen=True, slots=True)
class History:
    """Values in force of earlier periods, by (unit code, item code, period); this period's figures only (本期).

    `rows` are the fields of the list rows in force in the latest earlier period, by (form code, sender code) and key.
    """

    values: Mapping[tuple[str, str, Period], Decimal] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def value(self, unit: str, item: str, period: Period) -> Decimal | None:
        """Give the value in force, None where there is none."""
        return self.values.get((unit, item, period))
