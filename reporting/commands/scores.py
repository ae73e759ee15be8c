"""`scores YEAR`: the yearly appraisal of the counties (考评), each score down to its parts."""

from __future__ import annotations

from decimal import Decimal

from reporting.commands.answer import Answer, table
from reporting.commands.known import evidence_of
from reporting.commands.office import Office
from reporting.merge.merge import merge
from reporting.merge.score import score
from reporting.model.errors import UsageError
from reporting.model.numbers import fixed, plain
from reporting.model.scores import PartScore, UnitScore

_PLACES = 2


def scores(office: Office, period: str) -> Answer:
    """Score the counties by their figures of a whole year."""
    when = office.period(period)
    if not when.is_year:
        raise UsageError(f"考评按年度进行，“{period}”不是年度", mend=f"请写 scores {when.year}")
    with office.ledger(writable=False) as book:
        found = score(office.catalogue, merge(evidence_of(office, book, when, figures_alone=True), when))
    return Answer([_document(office, one) for one in found], _words(office, period, found))


def _document(office: Office, one: UnitScore) -> dict[str, object]:
    return {
        "unit": office.catalogue.unit_name(one.unit),
        "group": one.group,
        "score": _plain(one.points),
        "rank": one.rank,
        "tied": one.tied,
        "dimensions": [
            {"name": part.name, "weight": plain(part.weight), "score": plain(part.points)} for part in one.dimensions
        ],
        "parts": [_part(part) for part in one.parts],
    }


def _part(part: PartScore) -> dict[str, object]:
    return {
        "code": part.indicator,
        "name": part.name,
        "dimension": part.dimension,
        "basis": part.basis,
        "measure": part.measure,
        "value": _plain(part.value),
        "satisfactory": _plain(part.best),
        "inadmissible": _plain(part.worst),
        "score": _plain(part.points),
        "weight": plain(part.weight),
        "share": _plain(part.share),
        "reason": part.why,
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _points(value: Decimal | None) -> str | None:
    return None if value is None else fixed(value, _PLACES)


def _words(office: Office, period: str, found: tuple[UnitScore, ...]) -> str:
    if not any(one.points is not None for one in found):
        return f"{period}年没有可以计分的数据。请检查“指标”表的维度、权重和参与排名，以及该年的报送情况。"
    dimensions = list(dict.fromkeys(part.name for one in found for part in one.dimensions))
    rows = []
    for one in found:
        points = {part.name: fixed(part.points, _PLACES) for part in one.dimensions}
        place = f"{'并列' if one.tied else ''}第{one.rank}" if one.rank else ""
        scored = sum(part.points is not None for part in one.parts)
        rows.append(
            (
                one.group,
                office.catalogue.unit_name(one.unit),
                _points(one.points) or "未计分",
                place,
                *(points.get(name, "—") for name in dimensions),
                f"{scored}/{len(one.parts)}",
            )
        )
    head = table(("分组", "单位", "得分", "位次", *dimensions, "计分指标"), rows)
    return f"{head}\n每项指标的实际值、满意值、不容许值和权重见 --json。"
