"""`figures PERIOD`: every figure of the city and of every unit asked, with progress, judgement and place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, partial

from reporting.commands.answer import Answer, table
from reporting.commands.known import evidence_of
from reporting.commands.office import Office
from reporting.merge.merge import merge
from reporting.model.figures import Figure
from reporting.model.numbers import fixed, plain, printed

PROGRESS_PLACES = 1
GROWTH_PLACES = 2


def figures(office: Office, period: str, *, as_of: datetime | None = None) -> Answer:
    """Give all figures, indicators first, the city before its units; as they were known at an instant, if asked."""
    when = office.period(period)
    with office.ledger(writable=False, as_of=as_of) as book:
        found = merge(evidence_of(office, book, when, figures_alone=True), when)
    return Answer(map(partial(document, office), found), _words(office, found))


def document(office: Office, one: Figure) -> dict[str, object]:
    """Give a figure as the contract prints it."""
    name, places, value = office.catalogue.unit_name, one.places, one.value
    return {
        "unit": name(one.unit),
        "code": one.code,
        "name": one.name,
        "measure": one.measure,
        "period": _written(one.period),
        "value_period": _written(one.value_period),
        "value": None if value is None else printed(value, places),
        "state": one.state,
        "nature": one.nature or None,
        **(_judged(one) if one.judgement else _UNJUDGED),
        "lacks": list(map(name, one.lacks)),
        "total_of_units": None if one.total_of_units is None else printed(one.total_of_units, places),
        "covered": one.covered or None,
        "notes": list(one.notes),
    }


def _judged(one: Figure) -> dict[str, object]:
    growth, progress, expected = one.growth, one.progress, one.expected
    return {
        "base": None if one.base is None else printed(one.base, one.places),
        "growth": None if growth is None else printed(growth, GROWTH_PLACES),
        "growth_measure": None if growth is None else "百分点" if one.growth_is_points else "%",
        "plan": one.plan or None,
        "target": None if one.target_value is None else plain(one.target_value),
        "progress": None if progress is None else printed(progress, PROGRESS_PLACES),
        "expected": None if expected is None else printed(expected, PROGRESS_PLACES),
        "gap": None if one.gap is None else plain(one.gap),
        "judgement": one.judgement,
        "rank": one.rank,
    }


_UNJUDGED: Mapping[str, object] = dict.fromkeys(
    ("base", "growth", "growth_measure", "plan", "target", "progress", "expected", "gap", "judgement", "rank")
)
_written = lru_cache(maxsize=64)(str)


def _words(office: Office, found: tuple[Figure, ...]) -> str:
    """Show the city's indicators, which is what people ask for on a terminal; the rest is in the workbook."""
    city = [one for one in found if one.plan and one.unit == office.catalogue.city.code]
    rows = [
        (
            one.code,
            one.name,
            f"{fixed(one.value, one.places)}{one.measure}" if one.value is not None else "—",
            str(one.value_period) if one.value_period != one.period else "",
            f"{fixed(one.progress, PROGRESS_PLACES)}%" if one.progress is not None else "",
            str(one.judgement or ""),
            "不含" + "、".join(office.catalogue.unit_name(unit) for unit in one.lacks) if one.lacks else "",
        )
        for one in city
    ]
    head = table(("代码", "指标", "全市", "数据期", "进度", "评价", "备注"), rows)
    return f"{head}\n各单位数据见汇总表，或加 --json。"
