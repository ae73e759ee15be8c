"""The whole catalogue as read, with the place of every record, before it is found sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reporting.catalogue.directory import Directory
from reporting.catalogue.form_parts import FormParts
from reporting.catalogue.row import Placed
from reporting.model.catalogue import Form, Indicator, Item, Plan, Project, Rule, Share, Target, Task, Unit


@dataclass(frozen=True)
class Draft:
    """What the checks of the whole look at."""

    directory: Directory
    plans: Sequence[Placed[Plan]]
    units: Sequence[Placed[Unit]]
    items: Sequence[Placed[Item]]
    indicators: Sequence[Placed[Indicator]]
    targets: Sequence[Placed[Target]]
    shares: Sequence[Placed[Share]]
    tasks: Sequence[Placed[Task]]
    forms: Sequence[Placed[Form]]
    parts: FormParts
    rules: Sequence[Placed[Rule]]
    projects: Sequence[Placed[Project]]

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        """Find an item by its code."""
        return {item.record.code: item.record for item in self.items}

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Find a unit by its code."""
        return {unit.record.code: unit.record for unit in self.units}

    @cached_property
    def item_words(self) -> Mapping[str, str]:
        """The words a formula may name items by, and the code of each."""
        return self.directory.items.codes

    def targets_of(self, indicator: str) -> list[Target]:
        """Give an indicator's targets in the sheet's order."""
        return [target.record for target in self.targets if target.record.indicator == indicator]
