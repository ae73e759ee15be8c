"""What the checks look at: a paper is one form as it came in, a shelf all that is in force in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from reporting.checks.thresholds import Thresholds, thresholds
from reporting.model.catalogue import Catalogue, Form, Item, Unit
from reporting.model.codes import severity_of
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import Entry, Finding, Held, HeldEntry, Observation, Reading
from reporting.model.words import Content, ItemKind, Scope, Severity, State

Place = tuple[str, str]  # unit code, item code


@dataclass(frozen=True, slots=True)
class Change:
    """What a form that comes late finds in its place.

    `days` are the working days since the deadline, `before` the numbers in force (empty where there is no version),
    `released` the day on which the period's briefing was released, None where it was not.
    """

    days: int
    before: Mapping[Place, Decimal] = field(default_factory=dict)
    released: date | None = None


@dataclass(frozen=True)
class Paper:
    """One form as read, with all that own checks may know: the catalogue, and what was in force of earlier periods.

    `received` is the day it came, `due` the last day on time (None where there is no deadline), `late_days` the working
    days between. `file` is the name under the inbox. `change` is given where the form comes after its deadline and
    another version is in force, or after the period's briefing was released.
    """

    catalogue: Catalogue
    form: Form
    sender: Unit
    period: Period
    reading: Reading
    history: History
    received: date
    due: date | None
    late_days: int
    file: str
    change: Change | None = None

    @cached_property
    def limits(self) -> Thresholds:
        """The thresholds the catalogue sets."""
        return thresholds(self.catalogue.parameter)

    @cached_property
    def changed(self) -> tuple[Observation, ...]:
        """This period's numbers that differ from those in force, in the form's order."""
        before = self.change.before if self.change else {}
        return tuple(
            one for one in self.figures if (one.unit, one.item) in before and one.value != before[one.unit, one.item]
        )

    @cached_property
    def figures(self) -> tuple[Observation, ...]:
        """This period's numbers on the form, in its order; not last year's, not those of single projects."""
        return tuple(found for found in self.reading.observations if self._is_figure(found, Content.NOW))

    @cached_property
    def answers(self) -> tuple[Observation, ...]:
        """This period's numbers, and the words that say there are none (`无`): in a sum these count as nought."""
        said = (State.NONE, State.NOT_APPLICABLE)
        return tuple(
            found
            for found in self.reading.observations
            if self._is_figure(found, Content.NOW)
            or (found.state in said and found.content is Content.NOW and self._is_number(found))
        )

    @cached_property
    def bases(self) -> Mapping[Place, Decimal]:
        """Last year's values as the form itself gives them, by unit and item."""
        given = (found for found in self.reading.observations if self._is_figure(found, Content.BASE))
        return {(found.unit, found.item): found.value for found in given if found.value is not None}

    @cached_property
    def by_place(self) -> Mapping[Place, Observation]:
        """This period's numbers by unit and item."""
        return {(found.unit, found.item): found for found in self.figures}

    @cached_property
    def blanks(self) -> Mapping[Place, Observation]:
        """This period's cells without a number, by unit and item."""
        asked = (found for found in self.reading.observations if found.value is None and found.content is Content.NOW)
        return {(found.unit, found.item): found for found in asked if not found.key}

    @cached_property
    def past(self) -> Mapping[tuple[str, Period], Mapping[str, Decimal]]:
        """Values in force of earlier periods by item and period, then by unit."""
        grouped: dict[tuple[str, Period], dict[str, Decimal]] = {}
        for (unit, item, period), value in self.history.values.items():
            grouped.setdefault((item, period), {})[unit] = value
        return grouped

    @cached_property
    def faulty_cells(self) -> frozenset[str]:
        """Cells about whose content the reader has already complained."""
        errors = (found for found in self.reading.findings if found.severity is Severity.ERROR)
        return frozenset(found.cell for found in errors if found.cell)

    def value(self, unit: str, item: str) -> Decimal | None:
        """Give this period's value on the form, None where there is none."""
        found = self.by_place.get((unit, item))
        return found.value if found else None

    def item(self, found: Observation) -> Item:
        """Give the item of an observation."""
        return self.catalogue.item_by_code[found.item]

    def named(self, found: Observation) -> str:
        """Name a figure as people do: the item in quotes, with its unit before it where the form has many."""
        item = f"“{self.item(found).name}”"
        return item if found.unit in (self.sender.code, "") else f"{self.catalogue.unit_name(found.unit)}{item}"

    def finding(  # noqa: PLR0913 (a finding has that many parts; all but two are named at every call)
        self,
        code: str,
        message: str,
        *,
        at: Observation | None = None,
        row: Entry | None = None,
        cell: str | None = None,
        found: str | None = None,
        expected: str | None = None,
        source: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """Make a finding of this form: at an observation, at a cell of a list row, or at the form as a whole."""
        place = at or row
        return Finding(
            code=code,
            severity=severity or severity_of(code, self.catalogue.parameter),
            message=message,
            sender=self.sender.name,
            unit=self.catalogue.unit_name(place.unit) if place and place.unit else None,
            form=self.form.code,
            period=self.period,
            sheet=place.sheet if place else self.reading.claim.sheet,
            cell=at.cell if at else cell,
            found=found,
            expected=expected,
            source=source,
        )

    def _is_figure(self, found: Observation, content: Content) -> bool:
        """Whether this is a number of the given content; items of an older catalogue are passed over."""
        return found.value is not None and found.content is content and self._is_number(found)

    def _is_number(self, found: Observation) -> bool:
        item = self.catalogue.item_by_code.get(found.item)
        return item is not None and item.kind is ItemKind.NUMBER and not found.key


@dataclass(frozen=True)
class Shelf:
    """All that is in force in a period, of all senders, with what was in force before."""

    catalogue: Catalogue
    period: Period
    held: tuple[Held, ...]
    entries: Mapping[str, tuple[HeldEntry, ...]] = field(default_factory=dict)
    history: History = field(default_factory=History)

    @cached_property
    def limits(self) -> Thresholds:
        """The thresholds the catalogue sets."""
        return thresholds(self.catalogue.parameter)

    @cached_property
    def by_place(self) -> Mapping[Place, tuple[Held, ...]]:
        """The period's numbers by unit and item, the best source of each first (来源优先级)."""
        grouped: dict[Place, list[Held]] = {}
        for held in self.held:
            if self._is_figure(held.observation):
                grouped.setdefault((held.observation.unit, held.observation.item), []).append(held)
        return {place: tuple(sorted(found, key=self._rank)) for place, found in sorted(grouped.items())}

    def best(self, unit: str, item: str) -> Held | None:
        """Give the observation that is used for a unit's item, None where there is none."""
        found = self.by_place.get((unit, item))
        return found[0] if found else None

    def finding(
        self,
        code: str,
        message: str,
        at: Held | HeldEntry,
        *,
        cell: str | None = None,
        found: str | None = None,
        expected: str | None = None,
    ) -> Finding:
        """Make a joint finding at a cell of one of the submissions it is about."""
        place = at.observation if isinstance(at, Held) else at.entry
        return Finding(
            code=code,
            severity=severity_of(code, self.catalogue.parameter),
            message=message,
            scope=Scope.JOINT,
            sender=self.catalogue.unit_name(at.submission.sender),
            unit=self.catalogue.unit_name(place.unit) if place.unit else None,
            form=at.submission.form,
            period=self.period,
            file=at.submission.file,
            sheet=place.sheet,
            cell=place.cell if isinstance(place, Observation) else cell,
            found=found,
            expected=expected,
        )

    def _is_figure(self, found: Observation) -> bool:
        item = self.catalogue.item_by_code.get(found.item)
        number = item is not None and item.kind is ItemKind.NUMBER and found.value is not None
        return number and found.content is Content.NOW and not found.key and found.period == self.period

    def _rank(self, held: Held) -> tuple[int, int, str]:
        sources = self.catalogue.item_by_code[held.observation.item].sources
        forms = [form.code for form in self.catalogue.forms]
        code = held.submission.form
        named = sources.index(code) if code in sources else len(sources)
        return named, forms.index(code) if code in forms else len(forms), held.submission.sender
