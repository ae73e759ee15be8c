"""二、主要指标: one sentence for each key indicator: when, how much, how it changed, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.numbers import rounded
from reporting.model.periods import Period
from reporting.model.words import State
from reporting.narrative.changes import growth_words, net_words, rate_words
from reporting.narrative.lacking import lacking_words, none_words
from reporting.narrative.names import rate_subject, short_name, spoken_name
from reporting.narrative.parts import COMMA, FULL_STOP, SEMICOLON, Words, between, quoted, sentence, text_of, words
from reporting.narrative.standing import standing
from reporting.narrative.times import is_carried
from reporting.narrative.topic import Topic
from reporting.narrative.wording import LESS, amount, value_words

# 数据性质 a reader must know beside the figure: it may still change, or was changed after it had been told.
_UNSETTLED = frozenset({"预计数", "快报数", "初步数", "修订数"})
_WHY_NONE = {State.NOT_SUBMITTED: "（未报送）", State.RETURNED: "（退回未改）"}


def indicators(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Tell each key indicator, in the plan's order."""
    return tuple(sentence(words(told_of(compilation, figure), FULL_STOP), [figure]) for figure in figures)


def told_of(compilation: Compilation, figure: Figure) -> Words:
    """Tell a figure of an indicator, the city's or a unit's, without the full stop."""
    topic = Topic.of(compilation.catalogue, figure)
    facts = [fact for fact in _facts(compilation, topic) if fact]
    stands = between(COMMA, standing(topic))
    pause = SEMICOLON if len(facts) > 1 else COMMA
    return words(between(COMMA, facts), pause if stands else "", stands)


def _facts(compilation: Compilation, topic: Topic) -> Iterator[Words]:
    """Give the figure, what it is without, and how it changed."""
    figure = topic.figure
    if figure.value is None:
        yield words(topic.when, short_name(figure), "暂无数据", "" if figure.lacks else _WHY_NONE.get(figure.state, ""))
        yield words(none_words(figure, compilation.catalogue.unit_name))
        return
    yield words(topic.when, _value(topic, figure.value), _marks(figure))
    yield words(lacking_words(figure, compilation.catalogue.unit_name))
    before = _at_year_end(compilation, topic)
    if before is None:
        yield growth_words(topic)
    else:
        yield from _since_year_end(topic, figure.value, before)


def _since_year_end(topic: Topic, value: Decimal, before: Decimal) -> Iterator[Words]:
    """Say how a stock changed; at the year's end both changes are since the last one, which is named once."""
    yield net_words(topic.figure, before)
    places = topic.figure.places
    moved = rounded(value, places) != rounded(before, places)
    if not topic.year_is_over:
        yield growth_words(topic)
    elif moved:
        yield growth_words(topic, since="")


def _value(topic: Topic, value: Decimal) -> Words:
    """Say the figure: a rate as growth, a share with 为, an amount behind its name."""
    figure, name = topic.figure, short_name(topic.figure)
    if topic.is_rate:
        return words(rate_subject(figure), rate_words(topic, value))
    if topic.is_place:
        return words(name, quoted(f"第{amount(value, '位', 0)}", figure))
    shown = value_words(figure)
    is_less = text_of(shown).startswith(LESS)
    return words(spoken_name(figure), "" if topic.counted or is_less else "为", shown)


def _marks(figure: Figure) -> Words:
    """Say in one bracket what the reader must know of the value: its year, what it covers, whether it may change."""
    told = between(COMMA, (
        f"{figure.value_period.year}年数" if is_carried(figure) else "",
        quoted(figure.covered, figure),
        figure.nature if figure.nature in _UNSETTLED else "",
        "含待审核数据" if figure.under_review else "",
    ))  # fmt: skip
    return words("（", told, "）") if told else ()


def _at_year_end(compilation: Compilation, topic: Topic) -> Decimal | None:
    """Find what a stock was at the last year-end, by the quarter or by the year, where both figures are whole."""
    figure = topic.figure
    if not (topic.counted and topic.is_stock) or figure.lacks:
        return None
    year, key = figure.value_period.year - 1, (figure.code, figure.unit)
    known = (compilation.earlier.get(period, {}) for period in (Period(year, 4), Period(year)))
    before = next((held[key] for held in known if key in held), None)
    return None if before is None or before.lacks else before.value
