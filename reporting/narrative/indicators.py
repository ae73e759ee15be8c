"""二、主要指标: one sentence for each key indicator: when, how much, how it changed, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reporting.model.catalogue import Item
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.numbers import rounded
from reporting.model.periods import Period
from reporting.model.words import State, TargetKind
from reporting.narrative.names import PERCENT, rate_subject, sentence, short_name
from reporting.narrative.standing import standing
from reporting.narrative.times import is_carried, is_plain, is_stock, items_of, time_words
from reporting.narrative.wording import amount, growth_words, lacking_words, net_words, since_words, value_words

# 数据性质 a reader must know beside the figure: it may still change, or was changed after it had been told.
_UNSETTLED = frozenset({"预计数", "快报数", "初步数", "修订数"})
_WHY_NONE = {State.NOT_SUBMITTED: "（未报送）", State.RETURNED: "（退回未改）"}
_TOTAL = "累计数"


def indicators(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell each key indicator, in the plan's order."""
    return tuple(_told(compilation, figure) for figure in figures)


def _told(compilation: Compilation, figure: Figure) -> Sentence:
    indicator = compilation.catalogue.indicator_by_code[figure.code]
    items = items_of(compilation.catalogue, indicator)
    counted = is_plain(indicator, items)
    facts = list(_facts(compilation, figure, items, counted=counted))
    stands = "，".join(standing(figure, indicator, counted=counted))
    told = "，".join(facts)
    pause = "；" if len(facts) > 1 else "，"
    return sentence(f"{told}{pause if stands else ''}{stands}。", [figure])


def _facts(compilation: Compilation, figure: Figure, items: tuple[Item, ...], *, counted: bool) -> Iterator[str]:
    """Give the figure, what it is without, and how it changed."""
    when = time_words(figure, items)
    if figure.value is None:
        yield f"{when}{short_name(figure)}暂无数据{'' if figure.lacks else _WHY_NONE.get(figure.state, '')}"
        return
    yield f"{when}{_value(figure, figure.value, counted=counted)}{_marks(figure)}"
    changes = (
        lacking_words(figure, compilation.catalogue.unit_name),
        _net(compilation, figure, figure.value) if counted and is_stock(items) else "",
        growth_words(figure),
    )
    yield from (change for change in changes if change)


def _value(figure: Figure, value: Decimal, *, counted: bool) -> str:
    """Say the figure: a rate as growth, a share with 为, an amount behind its name."""
    name = short_name(figure)
    if rate_subject(figure):
        return _rate(figure, value)
    if figure.target is not None and figure.target.kind is TargetKind.RANK:
        return f"{name}第{amount(value, '位', 0)}"
    if not counted or figure.measure == PERCENT:
        return f"{name}为{value_words(figure)}"
    # 累计数3690家 is the table's way; spoken, 累计 is the verb.
    spoken = name.removesuffix("数") if name.endswith(_TOTAL) else name
    return f"{spoken}{value_words(figure)}"


def _rate(figure: Figure, value: Decimal) -> str:
    subject, since = rate_subject(figure), since_words(figure)
    shown = rounded(value, figure.places)
    if shown == 0:
        return f"{subject}{since}{'基本' if value else ''}持平"
    return f"{subject}{since}{'增长' if shown > 0 else '下降'}{amount(abs(shown), PERCENT, figure.places)}"


def _marks(figure: Figure) -> str:
    """Say in one bracket what the reader must know of the value: its year, what it covers, whether it may change."""
    marks = (
        f"{figure.value_period.year}年数" if is_carried(figure) else "",
        figure.covered,
        figure.nature if figure.nature in _UNSETTLED else "",
        "含待审核数据" if figure.under_review else "",
    )
    told = "，".join(mark for mark in marks if mark)
    return f"（{told}）" if told else ""


def _net(compilation: Compilation, figure: Figure, value: Decimal) -> str:
    """Compare a stock with the last year-end, where both are whole."""
    before = _at_year_end(compilation, figure)
    if before is None or before.value is None or before.lacks or figure.lacks or figure.measure == PERCENT:
        return ""
    return net_words(value, before.value, figure.measure, figure.places)


def _at_year_end(compilation: Compilation, figure: Figure) -> Figure | None:
    """Find the figure of the last year-end, which is known by the quarter or by the year."""
    year = figure.value_period.year - 1
    known = (compilation.earlier.get(period, {}) for period in (Period(year, 4), Period(year)))
    return next((held[figure.code, figure.unit] for held in known if (figure.code, figure.unit) in held), None)
