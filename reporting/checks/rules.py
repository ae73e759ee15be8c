"""The bureau's own rules (校验): a formula that must hold, said in the bureau's words with the figures put in.

A rule is held against every unit of the form, one with 合计() against the whole city, on a list against every row.
Where a figure it needs is lacking nothing is said. The code tells what kind of doubt it is: see `_code`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reporting.checks.addends import addends_of_form
from reporting.checks.amounts import half_unit
from reporting.checks.paper import Paper
from reporting.checks.sums import addends
from reporting.formulas.evaluate import evaluate
from reporting.formulas.formula import Absent, Formula, Lookup, Operand, Pair
from reporting.formulas.parse import parse
from reporting.formulas.words import rule_words
from reporting.model.catalogue import Rule
from reporting.model.numbers import plain
from reporting.model.records import Entry, Finding, Observation
from reporting.model.words import Content, FormKind, Tense

_PLAIN_COMPARISON = re.compile(r"v\d+ (<=|>=|<|>) v\d+")
_SOURCE = "校验"
_STOPS = "。.；;"
# One comparison alone: of several, which was broken is not known.
_AGAINST_FALLING = re.compile(r"v0 >(?!.* (and|or) )")
# Of figures that belong together one is lacking; of those that exclude each other there is one too many.
_OF_PAIRS = {Pair.TOGETHER: "value-required", Pair.APART: "value-bounds"}
_BOUND = re.compile(r"v\d+ (<=|>=|<|>) c\d+|c\d+ (<=|>=|<|>) v\d+")


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a rule is held against: a unit of a form, or a row of a list; `value_of` gives the value of an operand."""

    value_of: Callable[[Operand], Decimal | None]
    place: Callable[[str], Observation | None]
    unit: str = ""
    row: Entry | None = None


def rules(paper: Paper) -> Iterator[Finding]:
    """Find what the bureau's own rules object to."""
    words = rule_words(paper.catalogue.item_by_word, paper.form)
    for rule in paper.catalogue.rules:
        if rule.form == paper.form.code:
            formula = parse(rule.formula, words)
            for subject in _subjects(paper, formula):
                if _is_broken(paper, rule, formula, subject):
                    yield _finding(paper, rule, formula, subject)


def is_of_rule(finding: Finding) -> bool:
    """Whether a finding comes from a rule of the bureau's, not from a check of the program's own."""
    return finding.source.startswith(_SOURCE)


def _is_broken(paper: Paper, rule: Rule, formula: Formula, subject: _Subject) -> bool:
    """Whether the rule can be held against the subject and does not hold."""

    def source(lookup: Lookup | None) -> Callable[[str], Decimal | None]:
        return lambda code: subject.value_of(Operand(code, lookup, code))

    result = evaluate(
        formula,
        source(None),
        others={lookup: source(lookup) for lookup in Lookup},
        tolerance=_tolerance(paper, formula),
        absent=Absent(rule.absent),
    )
    return result.holds is False


def _subjects(paper: Paper, formula: Formula) -> Iterator[_Subject]:
    if paper.form.kind is FormKind.LIST:
        figures = _by_key(paper)
        yield from (_row(entry, figures.get(entry.key, {})) for entry in paper.reading.entries)
    elif any(operand.lookup is Lookup.TOTAL for operand in formula.operands):
        yield _unit(paper, paper.catalogue.city.code)
    else:
        yield from (_unit(paper, unit) for unit in dict.fromkeys(found.unit for found in paper.figures))


def _unit(paper: Paper, unit: str) -> _Subject:
    def value_of(operand: Operand) -> Decimal | None:
        match operand.lookup:
            case Lookup.BEFORE:
                return _before(paper, unit, operand.code)
            case Lookup.YEAR_BEFORE:
                given = paper.bases.get((unit, operand.code))
                return paper.history.value(unit, operand.code, paper.period.year_before) if given is None else given
            case Lookup.FLOW:
                return _since(paper, paper.value(unit, operand.code), unit, operand.code)
            case Lookup.TOTAL:
                parts = addends(paper, operand.code)
                return None if parts is None else sum(parts, Decimal(0))
            case _:
                return paper.value(unit, operand.code)

    return _Subject(value_of, lambda code: paper.by_place.get((unit, code)) or paper.blanks.get((unit, code)), unit)


def _before(paper: Paper, unit: str, code: str) -> Decimal | None:
    """Give last period's value; a year-to-date figure of a first quarter has none, as it begins anew."""
    item = paper.catalogue.item_by_code.get(code)
    anew = item is not None and item.tense is Tense.YEAR_TO_DATE and paper.period.quarter == 1
    return None if anew else paper.history.value(unit, code, paper.period.previous)


def _since(paper: Paper, now: Decimal | None, unit: str, code: str) -> Decimal | None:
    """Give what a year-to-date figure came to since the quarter before (当期)."""
    if paper.period.begins_year or now is None:
        return now
    before = paper.history.value(unit, code, paper.period.previous)
    return None if before is None else now - before


def _by_key(paper: Paper) -> Mapping[str, dict[str, Observation]]:
    """Give the figures that stand in a list's rows, by the row's key and by item."""
    grouped: dict[str, dict[str, Observation]] = {}
    for found in paper.reading.observations:
        if found.key and found.content is Content.NOW:
            grouped.setdefault(found.key, {})[found.item] = found
    return grouped


def _row(entry: Entry, keyed: Mapping[str, Observation]) -> _Subject:
    def value_of(operand: Operand) -> Decimal | None:
        if operand.lookup is not None:
            return None
        found = keyed.get(operand.code)
        return found.value if found else _number(entry.fields.get(operand.code, ""))

    return _Subject(value_of, keyed.get, entry.unit, entry)


def _number(text: str) -> Decimal | None:
    """Read a number of a list's row; what is no number has no value here, the reader has told of it."""
    try:
        return Decimal(unicodedata.normalize("NFKC", text).replace(",", "").strip())
    except InvalidOperation:
        return None


def _tolerance(paper: Paper, formula: Formula) -> Decimal:
    """Give what rounding may hide: half a unit of the last digit per addend, nothing where nothing is added."""
    adds = any(operand.lookup is Lookup.TOTAL for operand in formula.operands) or re.search(r"[-+]", formula.source)
    if not adds or formula.divides or "*" in formula.source:
        return Decimal(0)
    halves = [_half(paper, operand) for operand in formula.operands]
    return sum(halves, Decimal(0)) - min(halves)


def _half(paper: Paper, operand: Operand) -> Decimal:
    item = paper.catalogue.item_by_code.get(operand.code)
    half = half_unit(item, paper.limits) if item else Decimal(0)
    many = operand.lookup is Lookup.TOTAL
    return half * len(addends_of_form(paper.catalogue, paper.form, paper.period)) if many else half


def _code(paper: Paper, formula: Formula) -> str:
    """Tell what kind of doubt a rule raises: a pair, sum, part-whole, ratio, a trend, or plain bounds."""
    return _OF_PAIRS[formula.pair] if formula.pair else _of_comparison(paper, formula)


def _of_comparison(paper: Paper, formula: Formula) -> str:
    lookups = {operand.lookup for operand in formula.operands}
    if Lookup.TOTAL in lookups:
        return "sum"
    if Lookup.YEAR_BEFORE in lookups:
        return "jump"
    if lookups & {Lookup.BEFORE, Lookup.FLOW}:
        return _trend(paper, formula)
    if re.search(r"[*/]", formula.source):
        return "ratio"
    if _BOUND.fullmatch(formula.source):
        return "value-bounds"
    return "part-whole" if _PLAIN_COMPARISON.fullmatch(formula.source) else "sum"


def _trend(paper: Paper, formula: Formula) -> str:
    """Tell a rule against falling, such as `甲 >= 上期(甲) * 0.8`, from any other that looks back."""
    item = paper.catalogue.item_by_code.get(formula.codes[0])
    if item is None or len(formula.codes) > 1 or not _AGAINST_FALLING.match(formula.source):
        return "jump"
    return {Tense.STOCK: "stock-fell", Tense.YEAR_TO_DATE: "cum-fell"}.get(item.tense, "jump")


def _finding(paper: Paper, rule: Rule, formula: Formula, subject: _Subject) -> Finding:
    places = [place for code in formula.codes if (place := subject.place(code))]
    # Where something is held against the form because it is lacking, it is to be put right there.
    lacking = formula.pair is Pair.TOGETHER or rule.absent == Absent.FAULT
    blank = next((place for place in places if place.value is None), None) if lacking else None
    at = blank or next((place for place in places if place.value is not None), None)
    cells = subject.row.cells if subject.row else {}
    return paper.finding(
        _code(paper, formula),
        _message(paper, rule, formula, subject),
        at=at,
        row=subject.row,
        cell=next((cells[code] for code in formula.codes if code in cells), None),
        found=_figures(paper, formula, subject),
        expected=rule.formula,
        source="：".join(part for part in (f"{_SOURCE}{rule.code}", rule.basis) if part),
        severity=rule.severity,
    )


def _message(paper: Paper, rule: Rule, formula: Formula, subject: _Subject) -> str:
    """Give the bureau's words with the figures in place of `{名称}`, or in brackets at the end."""
    words = rule.message.strip().rstrip(_STOPS)
    filled = words
    for operand in formula.operands:
        filled = filled.replace("{" + str(operand) + "}", _shown(paper, operand, subject))
    if filled == words:
        filled = f"{words}（{_figures(paper, formula, subject)}）"
    advice = rule.advice.strip().rstrip(_STOPS)
    filled += f"；{advice}" if advice else ""
    if subject.row:
        return f"第{subject.row.row}行：{filled}。"
    many = paper.form.kind is FormKind.UNITS
    return f"{paper.catalogue.unit_name(subject.unit)}：{filled}。" if many else f"{filled}。"


def _figures(paper: Paper, formula: Formula, subject: _Subject) -> str:
    return "，".join(f"{_spoken(operand)}{_shown(paper, operand, subject)}" for operand in formula.operands)


def _spoken(operand: Operand) -> str:
    return f"{operand.lookup or ''}{operand.word}"


def _shown(paper: Paper, operand: Operand, subject: _Subject) -> str:
    value = subject.value_of(operand)
    item = paper.catalogue.item_by_code.get(operand.code)
    return f"{plain(value)}{item.measure if item else ''}" if value is not None else "缺"
