"""What the words of `--topic` mean: an indicator, an item, a task, a project, a unit, or a unit's indicator."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from reporting.model.catalogue import CITY, COUNTY, ZONE, Catalogue, Unit
from reporting.model.errors import UsageError
from reporting.model.names import normalised, without_brackets
from reporting.narrative.asked import Asked

_AREAS = (COUNTY, ZONE)
_MOST_SUGGESTED = 3


def topic(catalogue: Catalogue, word: str) -> Asked:
    """Find what a word means; `乐清市技术交易额` is that unit's. Raises UsageError, with what may have been meant."""
    known = _known(catalogue)
    wanted = normalised(word)
    if wanted in known:
        return known[wanted]
    for name, unit in sorted(catalogue.unit_by_word.items(), key=lambda pair: -len(pair[0])):
        asked = known.get(wanted.removeprefix(name).lstrip("/的")) if wanted.startswith(name) else None
        if asked is not None and asked.code:
            return Asked(asked.code, None if unit.kind == CITY else unit)
    raise UsageError(f"没有名为“{word}”的指标、任务、项目或单位", mend=_suggested(catalogue, wanted))


def area_of(catalogue: Catalogue, addressee: str) -> Unit | None:
    """Find the county or zone that an addressee belongs to: `乐清市科技局` to 乐清市; None for all others."""
    wanted = normalised(addressee)
    named = sorted(catalogue.unit_by_word.items(), key=lambda pair: -len(pair[0]))
    return next((unit for name, unit in named if unit.kind in _AREAS and wanted.startswith(name)), None)


def about_another(catalogue: Catalogue, asked: Asked, area: Unit) -> bool:
    """Whether a county would be told of another's figures or project: it gets its own and the city's alone."""
    reporter = catalogue.unit_by_code.get(asked.project.reporter) if asked.project else None
    whose = asked.unit or reporter
    return whose is not None and whose.kind in _AREAS and area.code not in {whose.code, whose.within}


def _known(catalogue: Catalogue) -> Mapping[str, Asked]:
    """Index all that may be asked by its words; what comes first wins over a like name that comes later."""
    index: dict[str, Asked] = {}
    for word, asked in _words(catalogue):
        index.setdefault(normalised(word), asked)
    return index


def _words(catalogue: Catalogue) -> Iterator[tuple[str, Asked]]:
    """Give every word with its meaning: the followed plan's indicators first, codes before names."""
    plan = catalogue.followed_plan
    indicators = sorted(catalogue.indicators, key=lambda one: plan is None or one.plan != plan.code)
    for code in (*(one.code for one in indicators), *(one.code for one in catalogue.items)):
        yield code, Asked(code)
    for task in catalogue.tasks:
        yield from ((task.code, Asked(task=task)), (task.name, Asked(task=task)))
    for project in catalogue.projects:
        yield from ((project.code, Asked(project=project)), (project.name, Asked(project=project)))
    for indicator in indicators:
        yield indicator.name, Asked(indicator.code)
        yield without_brackets(indicator.name), Asked(indicator.code)
    for word, unit in catalogue.unit_by_word.items():
        yield word, Asked(unit=None if unit.kind == CITY else unit)
    for word, item in catalogue.item_by_word.items():
        yield word, _of_item(catalogue, item.code, item.name)


def _of_item(catalogue: Catalogue, code: str, name: str) -> Asked:
    """An item that an indicator is, by its name, is told as the indicator, with growth and target."""
    plain = next((one for one in catalogue.indicators if one.formula.strip("「」 ") in (name, code)), None)
    return Asked(plain.code if plain else code)


def _suggested(catalogue: Catalogue, wanted: str) -> str:
    names = {
        normalised(one.name): one.name
        for several in (catalogue.indicators, catalogue.items, catalogue.tasks, catalogue.projects, catalogue.units)
        for one in several
    }
    close = difflib.get_close_matches(wanted, names, n=_MOST_SUGGESTED, cutoff=0.4)
    close += [name for name in names if wanted in name and name not in close][:_MOST_SUGGESTED]
    if close:
        return f"是否应为{'、'.join(f'“{names[name]}”' for name in close[:_MOST_SUGGESTED])}？"
    return "请用指标体系中的名称、别名或代码"
