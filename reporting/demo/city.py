"""The city's description as it stands in city.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from reporting.model.periods import Period

FILE = Path(__file__).with_name("city.toml")
EVEN = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))


@dataclass(frozen=True, slots=True)
class Series:
    """How one item goes through time and over the counties; see the head of city.toml.

    `weights` are the parts of the counties in official order, those of another item where `like` names one, each
    times its `tilt`; `rates` are the counties' own values where the item is a rate and cannot be split.
    """

    years: Mapping[int, Decimal]
    quarters: Mapping[int, tuple[Decimal, ...]]
    pattern: tuple[Decimal, ...]
    weights: tuple[Decimal, ...] = ()
    like: str = ""
    tilt: tuple[Decimal, ...] = ()
    rates: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenes:
    """What goes wrong in the last period, so that people see how each fault is answered."""

    period: Period
    form: str
    slip: str
    slip_item: str
    fell: str
    fell_item: str
    explained: str
    explained_item: str
    explained_words: str
    late: str
    late_workdays: int
    missing: str
    corrected: str
    corrected_item: str
    corrected_factor: Decimal
    no_form: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A year's city target handed down to the counties as an item is split."""

    indicator: str
    item: str
    total: Decimal
    decimals: int


@dataclass(frozen=True)
class City:
    """The whole description."""

    seed: int
    periods: tuple[Period, ...]
    products: tuple[Period, ...]
    lists: tuple[Period, ...]
    counties: tuple[str, ...]
    zones: Mapping[str, Decimal]
    items: Mapping[str, Series]
    stages: Mapping[str, Mapping[str, Mapping[Period, str]]]
    texts: Mapping[str, tuple[str, str, str]]
    scenes: Scenes
    shares_year: int
    shares: tuple[Handed, ...]


@cache
def city() -> City:
    """Read the description."""
    told: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    scenes = {**told["scenes"], "period": Period.parse(told["scenes"]["period"])}
    scenes["corrected_factor"] = Decimal(scenes["corrected_factor"])
    shares = dict(told["shares"])
    year = shares.pop("year")
    return City(
        seed=told["seed"],
        periods=_periods(told["periods"]),
        products=_periods(told["products"]),
        lists=_periods(told["lists"]),
        counties=tuple(told["counties"]),
        zones={name: Decimal(part) for name, part in told["zones"].items()},
        items={code: _series(one) for code, one in {**told["items"], **told["city_items"]}.items()},
        stages={code: _stages(units) for code, units in told["stages"].items()},
        texts={task: (said[0], said[1], said[2]) for task, said in told["texts"].items()},
        scenes=Scenes(**scenes),
        shares_year=year,
        shares=tuple(Handed(code, one["item"], Decimal(one["total"]), one["decimals"]) for code, one in shares.items()),
    )


def _periods(texts: list[str]) -> tuple[Period, ...]:
    return tuple(Period.parse(text) for text in texts)


def _series(told: Mapping[str, Any]) -> Series:
    split = told.get("split", ())
    return Series(
        years={int(year): Decimal(value) for year, value in told.get("city", {}).items()},
        quarters={int(year): _numbers(values) for year, values in told.get("quarters", {}).items()},
        pattern=_numbers(told.get("pattern", EVEN)),
        weights=() if isinstance(split, str) else _numbers(split),
        like=split if isinstance(split, str) else "",
        tilt=_numbers(told.get("tilt", ())),
        rates=_numbers(told.get("rates", ())),
    )


def _stages(units: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[Period, str]]:
    return {unit: {Period.parse(since): word for since, word in steps.items()} for unit, steps in units.items()}


def _numbers(values: object) -> tuple[Decimal, ...]:
    assert isinstance(values, list | tuple), values
    return tuple(Decimal(value) for value in values)
