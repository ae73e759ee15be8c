"""A made-up town's third quarter, small enough to be known by heart while reading the cases."""

from __future__ import annotations

from dataclasses import replace

from reporting.model.figures import Compilation
from reporting.model.periods import Period
from reporting.model.proof import Grounds, Kind, Passage
from reporting.model.words import Judgement
from reporting.proof.proof import proof
from tests import builders
from tests.narrative import made

YEAR_END = Period(2022, 4)

UNITS = (
    builders.unit(made.CITY, "全市", "全市"),
    *(
        builders.unit(name, order=number, aliases=(name.removesuffix("县") + "县政府",))
        for number, name in enumerate(made.COUNTIES, 1)
    ),
)


def town() -> Compilation:
    """Compile it: amounts, a stock, shares, a growth rate, a yearly figure that is carried, and what is missing."""
    deals = {
        "甲县": "49.23",
        "乙县": "39.52",
        "丙县": "31.6",
        "丁县": "25.0",
        "戊县": "25.0",
        "己县": "9.8",
        "庚县": "4.1",
    }
    figures = [
        made.figure("DEALS", "229.8437", base="174.1", growth="32.02", wanted="330", progress="69.65", gap="1.65",
                    judgement=Judgement.REACHED, growth_is_points=False),
        made.figure("FIRMS", "3690", base="3040", growth="21.38", wanted="4300", judgement=Judgement.AT_YEAR_END),
        made.figure("SMES", "15704", base="13734", growth="14.34", wanted="16500", progress="55.8", gap="0.8",
                    judgement=Judgement.REACHED),
        made.figure("COST", "3.2012", base="3.1", growth="0.10", wanted="3.41", gap="-0.21",
                    judgement=Judgement.BEHIND),
        made.figure("INVEST", "18.2", growth="3.1", wanted="15", gap="3.2", judgement=Judgement.REACHED),
        made.figure("RD", "2.6", base="2.4", growth="0.2", judgement=Judgement.AWAITS_YEAR, value_period=Period(2022)),
        made.figure("AREA", "118.11", base="97.5", growth="-2.4", wanted="180", judgement=Judgement.INCOMPLETE,
                    lacks=("己县", "庚县"), lacks_returned=("庚县",)),
    ]  # fmt: skip
    ordered = sorted(deals, key=lambda name: -float(deals[name]))
    for unit, value in deals.items():
        place = 1 + sum(float(deals[other]) > float(value) for other in ordered)
        figures.append(made.figure("DEALS", value, unit=unit, rank=place, growth="8.5", progress=str(80 - place)))
        figures.append(made.figure("FIRMS", str(1000 - 100 * place), unit=unit, growth=str(place)))
    figures.append(made.figure("INVEST", "-9.2", unit="丙县"))
    figures.append(made.figure("INVEST", "25.7", unit="甲县"))
    before = (
        made.figure("FIRMS", "3700", period=YEAR_END, value_period=YEAR_END),
        made.figure("SMES", "14700", period=YEAR_END, value_period=YEAR_END),
    )
    targets = (
        builders.target("FIRMS", 2025, "5500", text="5500"),
        builders.target("FIRMS", 2027, "6500", text="力争超6500家"),
        builders.target("DEALS", 2027, "560", text="超560亿元"),
    )
    known = made.catalogue(units=UNITS, targets=targets)
    return made.compilation(*figures, catalogue=known, earlier=before)


def found(text: str, compilation: Compilation | None = None) -> list[tuple[str, Kind, str | None]]:
    """Read one paragraph and give what is doubted."""
    grounds = Grounds(compilation or town())
    return [(one.found, one.kind, one.expected) for one in proof((Passage(text, 1),), grounds)]


def without_ranks(compilation: Compilation) -> Compilation:
    """Take the places away, as where an indicator does not rank."""
    figures = {key: figure._replace(rank=None) for key, figure in compilation.figures.items()}
    return replace(compilation, figures=figures)
