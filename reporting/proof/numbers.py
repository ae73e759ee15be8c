"""Every number of a sentence is held against the figures; what none bears out is doubted, with what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reporting.formulas.parse import parse
from reporting.formulas.words import item_words
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.proof import Grounds, Kind
from reporting.model.tags import Aspect, Tag
from reporting.model.words import Tense
from reporting.proof.amounts import PERCENT, POINTS, Amount, has_its_digits, measured
from reporting.proof.borne import Asked, Reading, alike, bears, figure_of, nearest, readings
from reporting.proof.lexicon import Name
from reporting.proof.roles import Claim, Role, claim_of
from reporting.proof.sentence import Read, Wrong, aim_year, order_of, shown_period, subjects, time_of, units
from reporting.proof.times import Time

_OPPOSITE = {
    "增长": "下降", "上升": "下降", "提高": "下降", "提升": "下降", "增加": "减少", "净增": "净减", "加快": "回落",
    "扩大": "缩小", "下降": "增长", "下滑": "增长", "降低": "提高", "减少": "增加", "净减": "净增", "回落": "加快",
    "放缓": "加快", "收窄": "扩大", "快于": "慢于", "慢于": "快于", "高于": "低于", "低于": "高于", "多于": "少于",
    "少于": "多于", "高": "低", "低": "高", "快": "慢", "慢": "快", "多": "少", "少": "多", "差": "超", "超": "差",
    "超过": "低于", "前移": "后移", "后移": "前移", "落后": "领先", "领先": "落后", "增速": "降幅", "增幅": "降幅",
    "降幅": "增速",
}  # fmt: skip
# What may stand between a name and a number without measure that is said of it.
_JOINED = re.compile(
    r"(?:数|总数)?(?:已|共|总)?(?:累计|合计|达到|达|为|是|有|:|约|超|近|至|共计|实现|完成)*(?:\([^()]*\))?"
)
_ASPECTS = {
    Aspect.VALUE: Role.VALUE, Aspect.BASE: Role.VALUE, Aspect.GROWTH: Role.GROWTH, Aspect.NET: Role.NET,
    Aspect.TARGET: Role.TARGET, Aspect.FINAL_TARGET: Role.TARGET, Aspect.PROGRESS: Role.PROGRESS, Aspect.GAP: Role.GAP,
}  # fmt: skip
_SHARES = (PERCENT, POINTS, "倍")
_NEW = re.compile(r"(?:新增|净增|增加|新认定|新培育|减少)\Z")


@dataclass(frozen=True, slots=True)
class _Case:
    """A number with all it may be said of."""

    amount: Amount
    claim: Claim
    names: tuple[Name, ...]
    units: tuple[str, ...]
    time: Time | None
    period: Period
    aim: int | None


def numbers(
    grounds: Grounds, sentence: Read, tags: tuple[tuple[int, int, Tag], ...], passed: set[int]
) -> Iterator[Wrong]:
    """Doubt the numbers of a sentence that are not in `passed`, by where they begin: those have been judged."""
    before = 0
    for amount in sentence.amounts:
        if amount.start not in passed:
            case = _case(grounds, sentence, amount, before)
            wrong = _judged(grounds, sentence, case) if case.names else _tagged(grounds, case, tags)
            if wrong is not None:
                yield wrong
        before = amount.end


def _case(grounds: Grounds, sentence: Read, amount: Amount, before: int) -> _Case:
    order = order_of(sentence, amount)
    names = subjects(sentence, amount, order)
    aim = aim_year(sentence, amount, grounds.compilation.period)
    claim = _claim(sentence, amount, before, names, aim)
    city = grounds.compilation.catalogue.city.code
    where = units(sentence, amount, names[0] if names else None, order, city)
    time = None if claim.now else time_of(sentence, amount)
    return _Case(amount, claim, names, where, time, shown_period(time, grounds.compilation.period), aim)


def _claim(sentence: Read, amount: Amount, before: int, names: tuple[Name, ...], aim: int | None) -> Claim:
    """Read the claim, and widen it by what the clause says besides."""
    start = sentence.clause(amount.start)
    claim = claim_of(sentence.masked, amount, start, before)
    clause = sentence.text[start : sentence.clause_end(amount.start)]
    roles = list(claim.roles)
    if aim is not None and roles == [Role.VALUE]:
        return replace(claim, roles=(Role.TARGET,))
    if any(name.rate for name in names):
        roles += [Role.VALUE] if amount.measure in (PERCENT, POINTS) else []
    elif roles == [Role.VALUE]:
        if amount.measure == PERCENT:
            roles += [Role.PROGRESS] if re.search("完成|进度|目标|任务", clause) else []
            roles += [Role.GROWTH] if re.search("增速|增幅|增长", clause) else []
        elif re.search("目标|力争|任务", clause):
            roles.append(Role.TARGET)
        if names and _NEW.search(sentence.text[: names[0].start]) and names[0].start >= start:
            roles += [Role.NET, Role.GROWTH]
    return replace(claim, roles=tuple(dict.fromkeys(roles)))


def _tagged(grounds: Grounds, case: _Case, tags: tuple[tuple[int, int, Tag], ...]) -> Wrong | None:
    """Judge a number whose words name nothing by the key it bears; without one it is no figure of ours."""
    tag = next((tag for start, end, tag in tags if start <= case.amount.start < end), None)
    role = _ASPECTS.get(tag.aspect) if tag is not None and not tag.key else None
    if tag is None or role is None:
        return None
    period = tag.period.year_before if tag.aspect is Aspect.BASE else tag.period
    found = list(readings(grounds, Asked(tag.code, tag.unit, period), role))
    return None if _borne(found, case) or not found else _why(found, case, None)


def _judged(grounds: Grounds, sentence: Read, case: _Case) -> Wrong | None:
    found = _found(grounds, case, case.claim.roles)
    if _borne(found, case) or (case.claim.before and _borne(_before(grounds, case), case)):
        return _of_another_time(grounds, case)
    if not _is_ours(grounds, sentence, case, found):
        return None
    return _at_another_time(grounds, case) or _of_another_unit(grounds, sentence, case) or _why(found, case, sentence)


def _found(grounds: Grounds, case: _Case, roles: tuple[Role, ...]) -> list[Reading]:
    every = [name.codes for name in case.names]
    return [
        reading
        for role in roles
        for unit in case.units
        for codes in every
        for code in codes
        for reading in readings(grounds, Asked(code, unit, case.period, case.aim), role)
    ]


def _before(grounds: Grounds, case: _Case) -> list[Reading]:
    """Give the values of earlier times, for what is said with 由."""
    now = grounds.compilation.period
    times = (now.year_before, Period(now.year - 1, 4), Period(now.year - 1))
    return [one for when in times for one in _found(grounds, replace(case, period=when), (Role.VALUE,))]


def _borne(found: list[Reading], case: _Case) -> bool:
    return any(bears(reading, case.amount, case.claim.approach, case.claim.sign) for reading in found)


def _is_ours(grounds: Grounds, sentence: Read, case: _Case, found: list[Reading]) -> bool:
    """Whether the number can be one of the ledger's at all: of a measure it has, or with the ledger's own digits."""
    amount = case.amount
    ahead = [name for name in case.names if name.end <= amount.start]
    joined = bool(ahead) and bool(_JOINED.fullmatch(sentence.text[ahead[-1].end : amount.start].strip()))
    if joined or (not amount.measure and not amount.scale):
        return joined
    own = {measured(measure)[0] for name in case.names for code in name.codes for measure in _measures(grounds, code)}
    if amount.measure in _SHARES and (case.claim.roles != (Role.VALUE,) or amount.measure != PERCENT):
        return any(grounds.compilation.figures_of(code) for name in case.names for code in name.codes)
    return any(alike(amount.measure, one) for one in own) or any(
        has_its_digits(amount, one.value, one.measure, one.places) for one in found
    )


def _measures(grounds: Grounds, code: str) -> list[str]:
    """Give the measure that the catalogue says an indicator or item has."""
    catalogue = grounds.compilation.catalogue
    known = (catalogue.indicator_by_code.get(code), catalogue.item_by_code.get(code))
    return [one.measure for one in known if one is not None]


def _is_other_measure(amount: Amount, reading: Reading) -> bool:
    base, scale = measured(reading.measure)
    return not alike(amount.measure, base) or amount.scale != scale


def _of_another_time(grounds: Grounds, case: _Case) -> Wrong | None:
    """Doubt a quarter named alone for what adds up from January, and a quarter for a year's figure that is carried."""
    time = case.time
    if time is None or time.moment or case.claim.roles == (Role.TARGET,):
        return None
    codes = [code for name in case.names for code in name.codes]
    if time.alone and not all(_is_flow(grounds.compilation.catalogue, code) for code in codes):
        return Wrong(time.start, time.end, when_words(grounds, codes, case.units[0]), Kind.PERIOD)
    figures = [figure_of(grounds, Asked(code, case.units[0], case.period)) for code in codes]
    known = [one for one in figures if one is not None]
    if time.quarter and known and all(one.value_period.year < one.period.year for one in known):
        return Wrong(time.start, time.end, known[0].value_period.label, Kind.PERIOD)
    return None


def when_words(grounds: Grounds, codes: list[str], unit: str) -> str:
    """Say the time of a figure as it should be said."""
    now = grounds.compilation.period
    figures = [figure for code in codes if (figure := grounds.compilation.figure(code, unit))]
    when = figures[0].value_period if figures else now
    if figures and any(_is_stock(grounds.compilation.catalogue, code) for code in codes):
        return f"截至{when.month_end}"
    return when.label.removeprefix(f"{now.year}年") or when.label


def _is_stock(catalogue: Catalogue, code: str) -> bool:
    return all(tense is Tense.STOCK for tense in _tenses(catalogue, code))


def _is_flow(catalogue: Catalogue, code: str) -> bool:
    return any(tense is Tense.FLOW for tense in _tenses(catalogue, code))


def _tenses(catalogue: Catalogue, code: str) -> list[Tense]:
    item = catalogue.item_by_code.get(code)
    if item is not None:
        return [item.tense]
    formula = catalogue.indicator_by_code[code].formula
    return [catalogue.item_by_code[one].tense for one in parse(formula, item_words(catalogue)).codes]


def _at_another_time(grounds: Grounds, case: _Case) -> Wrong | None:
    """Say that the number is right, but not for the time that is named."""
    now = grounds.compilation.period
    if case.time is None or case.period == now:
        return None
    figures = _found(grounds, replace(case, period=now), case.claim.roles)
    if not _borne(figures, case):
        return None
    codes = [code for name in case.names for code in name.codes]
    return Wrong(case.time.start, case.time.end, when_words(grounds, codes, case.units[0]), Kind.PERIOD)


def _of_another_unit(grounds: Grounds, sentence: Read, case: _Case) -> Wrong | None:
    """Say that the number is right, but another unit's."""
    places = [one for one in sentence.places if one.unit == case.units[0] and one.end <= case.amount.start]
    if not places:
        return None
    every = dict.fromkeys(unit for _, unit in grounds.compilation.figures if unit not in case.units)
    theirs = [unit for unit in every if _borne(_found(grounds, replace(case, units=(unit,)), case.claim.roles), case)]
    if not theirs or len(theirs) > len(every) // 3:
        return None
    name = grounds.compilation.catalogue.unit_name
    return Wrong(places[-1].start, places[-1].end, "或".join(name(unit) for unit in theirs), Kind.UNIT)


def _why(found: list[Reading], case: _Case, sentence: Read | None) -> Wrong:
    """Say what is wrong with a number: its measure, the word of its direction, or itself."""
    amount, claim = case.amount, case.claim
    turned = claim.sign is not None and claim.word is not None and sentence is not None
    if (
        turned
        and claim.word
        and sentence
        and any(bears(one, amount, claim.approach, -(claim.sign or 1)) for one in found)
    ):
        word = sentence.text[slice(*claim.word)]
        opposite = "提高" if amount.measure == POINTS and word == "下降" else _OPPOSITE.get(word, "方向相反")
        return Wrong(*claim.word, opposite, Kind.COMPARISON)
    digits = [
        one
        for one in found
        if amount.measure
        and _is_other_measure(amount, one)
        and has_its_digits(amount, one.value, one.measure, one.places)
    ]
    if digits:
        return Wrong(amount.start, amount.end, digits[0].text, Kind.MEASURE)
    best = nearest(found, amount)
    return Wrong(amount.start, amount.end, best.text if best else None, Kind.NUMBER)
