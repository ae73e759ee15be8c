"""A small city for tests: records with the usual values filled in, so that a test names only what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from reporting.model.catalogue import (
    CITY,
    COUNTY,
    ZONE,
    Catalogue,
    Form,
    FormColumn,
    FormRow,
    Indicator,
    Item,
    Plan,
    Target,
    Unit,
)
from reporting.model.periods import Period
from reporting.model.records import Held, Observation, Submission
from reporting.model.words import (
    Algorithm,
    CityFigure,
    Content,
    Direction,
    FormKind,
    Frequency,
    Growth,
    Interpolation,
    ItemKind,
    Op,
    Ranking,
    State,
    TargetKind,
    Tense,
    Timing,
    Verdict,
)

BEIJING = timezone(timedelta(hours=8))
NOON = datetime(2023, 10, 12, 12, tzinfo=BEIJING)
EVEN = tuple(Decimal(share) for share in (25, 50, 75, 100))


def unit(code: str, name: str = "", kind: str = COUNTY, within: str = "", order: int = 0, **given: object) -> Unit:
    """Make a unit; a county standing alone unless said otherwise."""
    fields: dict[str, object] = {
        "aliases": (),
        "valid_from": None,
        "valid_to": None,
        "succeeds": (),
        "email": "",
        "mountain": False,
    }
    return Unit(code=code, name=name or code, kind=kind, within=within, order=order, **{**fields, **given})  # type: ignore[arg-type]


def item(code: str, name: str = "", tense: Tense = Tense.YEAR_TO_DATE, **given: object) -> Item:
    """Make an item in 亿元 with two decimals, summed for the city."""
    fields: dict[str, object] = {
        "aliases": (),
        "kind": ItemKind.NUMBER,
        "measure": "亿元",
        "decimals": 2,
        "low": None,
        "high": None,
        "provider": "",
        "sources": (),
        "city": CityFigure.SUM,
        "stages": (),
    }
    return Item(code=code, name=name or code, tense=tense, **{**fields, **given})  # type: ignore[arg-type]


def indicator(code: str, formula: str, **given: object) -> Indicator:
    """Make an indicator judged by its share of the year's target, growing on our own figures."""
    fields: dict[str, object] = {
        "plan": "315",
        "name": code,
        "measure": "亿元",
        "direction": Direction.UP,
        "decimals": 1,
        "algorithm": Algorithm.YEAR,
        "curve": EVEN,
        "timing": Timing.QUARTER,
        "growth": Growth.OWN,
        "growth_item": "",
        "city": None,
        "ranking": Ranking.NO,
        "dimension": "",
        "weight": None,
        "explanation": "",
        "coverage": "",
        "quotable_from": "",
        "attribute": "",
        "mark": "",
        "printed_growth": "",
        "key": True,
    }
    return Indicator(code=code, formula=formula, **{**fields, **given})  # type: ignore[arg-type]


def target(code: str, year: int, value: str | None, kind: TargetKind = TargetKind.END, **given: object) -> Target:
    """Make a target of one year that asks for at least its value."""
    fields: dict[str, object] = {
        "plan": "315",
        "first_year": year,
        "last_year": year,
        "high": None,
        "op": Op.AT_LEAST,
        "soft": False,
        "text": value or "--",
        "place": "表1",
        "source": "",
        "interpolation": Interpolation.NONE,
    }
    number = Decimal(value) if value is not None else None
    return Target(indicator=code, kind=kind, value=number, **{**fields, **given})  # type: ignore[arg-type]


def form(code: str, senders: tuple[str, ...], items: tuple[str, ...], **given: object) -> Form:
    """Make a quarterly 定行表 of some items with their columns 本期 and 说明."""
    fields: dict[str, object] = {
        "name": f"{code}季度表",
        "kind": FormKind.ROWS,
        "frequency": Frequency.QUARTER,
        "deadline": "期末后10工作日",
        "number": "",
        "authority": "",
        "approval": "",
        "valid_until": "",
        "counts": "",
        "seed": "",
        "rows": tuple(FormRow(place, code, required=True) for place, code in enumerate(items)),
        "columns": (column(Content.STUB), column(Content.MEASURE), column(Content.NOW), column(Content.EXPLANATION)),
        "version": "v1",
    }
    return Form(code=code, senders=senders, **{**fields, **given})  # type: ignore[arg-type]


def units_form(code: str, sender: str, subjects: tuple[str, ...], items: tuple[str, ...], **given: object) -> Form:
    """Make a 分县表: a row a unit (or a kind of units), a column an item."""
    columns = (column(Content.UNIT, "单位名称"), *(column(Content.NOW, one, item=one) for one in items))
    rows = tuple(FormRow(place, subject, required=True) for place, subject in enumerate(subjects))
    return form(code, (sender,), (), **{"kind": FormKind.UNITS, "rows": rows, "columns": columns, **given})


def column(content: Content, label: str = "", **given: object) -> FormColumn:
    """Make a column of a form, labelled with its content."""
    fields: dict[str, object] = {"order": 0, "aliases": (), "item": "", "measure": "", "required": False}
    return FormColumn(content=content, label=label or content.value, **{**fields, **given})  # type: ignore[arg-type]


WHOLE = unit("CITY", "全市", CITY, order=0)
ALPHA, BETA, GAMMA = (unit(code, f"{code}县", order=place) for place, code in enumerate(("甲", "乙", "丙"), start=1))
INNER = unit("区", "甲内功能区", ZONE, within="甲", order=4)
OFFICE = unit("统计", "统计局", "市直部门", order=9)
UNITS = (WHOLE, ALPHA, BETA, GAMMA, INNER, OFFICE)


def catalogue(**given: object) -> Catalogue:
    """Make a catalogue of three counties, a zone inside the first, and an office."""
    fields: dict[str, object] = {
        "sha256": "0" * 64,
        "plans": (Plan("315", "实施方案", "", "", 2023, 2027, 2022),),
        "units": UNITS,
        "items": (),
        "indicators": (),
        "targets": (),
        "shares": (),
        "tasks": (),
        "forms": (),
        "rules": (),
        "platforms": (),
        "projects": (),
        "policies": (),
        "reforms": (),
        "recipients": (),
        "parameters": (),
        "contacts": (),
        "holidays": (),
    }
    return Catalogue(**{**fields, **given})  # type: ignore[arg-type]


def submission(sender: str, form: str, period: Period, **given: object) -> Submission:
    """Make an accepted first version."""
    fields: dict[str, object] = {
        "number": 1,
        "version": 1,
        "verdict": Verdict.ACCEPTED,
        "received_at": NOON,
        "late_days": 0,
        "file": f"{sender}.xlsx",
        "sha256": "f" * 64,
        "sheet": form,
    }
    return Submission(sender=sender, form=form, period=period, **{**fields, **given})  # type: ignore[arg-type]


def held(unit_code: str, item_code: str, when: str, value: str | None, **given: object) -> Held:
    """Make an observation in force; `sender` and `form` say who gave it on what, `state` why there is no value."""
    period = Period.parse(when)
    number = Decimal(value) if value is not None else None
    state = State.BLANK if number is None else State.VALUE if number else State.ZERO
    sender = str(given.pop("sender", unit_code))
    form_code = str(given.pop("form", "F1"))
    verdict = given.pop("verdict", Verdict.ACCEPTED)
    fields: dict[str, object] = {"state": state, "text": value or "", "sheet": form_code, "cell": "C5", **given}
    seen = Observation(unit=unit_code, item=item_code, period=period, value=number, **fields)  # type: ignore[arg-type]
    return Held(seen, submission(sender, form_code, period, verdict=verdict))
