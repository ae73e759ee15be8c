"""Reckon the formulas that task tables hold: sums, shares, comparisons. What is beyond that is said to be unknown.

A wrong cached value is worse than none, so that everything not listed here raises Unreckoned. Numbers are exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, DecimalException

from reporting.model.grid import Area, place
from reporting.sheets.reckoned import FUNCTIONS, Operand, Unreckoned, Value, compared, on_numbers, on_texts, single

# The values of an area of a sheet, row by row; the sheet is empty for the formula's own.
Cells = Callable[[str, Area], Sequence[Sequence[Value]]]

_MOST_CELLS = 200_000
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')+'|[^\s'"!+\-*/^&=<>(),;:{}\[\]]+)!)?
     (?P<area>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?)(?![\w.(])
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<function>[A-Za-z][A-Za-z0-9.]*)\(
    |(?P<truth>TRUE|FALSE)\b
    |(?P<sign><>|<=|>=|[-+*/^&=<>%(),]))""",
    re.VERBOSE | re.IGNORECASE,
)


def reckon(formula: str, cells: Cells) -> Value:
    """Give a formula's value. Raises Unreckoned."""
    reckoning = _Reckoning(formula, cells)
    try:
        value = single(reckoning.comparison())
    except (DecimalException, RecursionError, OverflowError) as fault:
        raise Unreckoned from fault
    if reckoning.sign():
        raise Unreckoned
    return Decimal(0) if value is None else value


class _Reckoning:
    """A formula that is read from the left and reckoned as it is read."""

    def __init__(self, formula: str, cells: Cells) -> None:
        self.tokens = list(_tokens(formula))
        self.at = 0
        self.cells = cells

    def sign(self) -> str:
        return self.tokens[self.at]["sign"] or "?" if self.at < len(self.tokens) else ""

    def takes(self, *signs: str) -> str:
        found = self.sign()
        if found not in signs:
            return ""
        self.at += 1
        return found

    def comparison(self) -> Operand:
        left = self.joined()
        while sign := self.takes("=", "<>", "<", ">", "<=", ">="):
            left = compared(sign, single(left), single(self.joined()))
        return left

    def joined(self) -> Operand:
        left = self.sum()
        while self.takes("&"):
            left = on_texts(single(left), single(self.sum()))
        return left

    def sum(self) -> Operand:
        left = self.product()
        while sign := self.takes("+", "-"):
            left = on_numbers(sign, single(left), single(self.product()))
        return left

    def product(self) -> Operand:
        left = self.power()
        while sign := self.takes("*", "/"):
            left = on_numbers(sign, single(left), single(self.power()))
        return left

    def power(self) -> Operand:
        left = self.signed()
        while self.takes("^"):
            left = on_numbers("^", single(left), single(self.signed()))
        return left

    def signed(self) -> Operand:
        if self.takes("-"):
            return on_numbers("-", Decimal(0), single(self.signed()))
        if self.takes("+"):
            return self.signed()
        value = self.operand()
        while self.takes("%"):
            value = on_numbers("/", single(value), Decimal(100))
        return value

    def operand(self) -> Operand:
        if self.takes("("):
            value = self.comparison()
            self.must(")")
            return value
        if self.at >= len(self.tokens):
            raise Unreckoned
        token = self.tokens[self.at]
        self.at += 1
        if token["text"]:
            return token["text"][1:-1].replace('""', '"')
        if token["number"]:
            return Decimal(token["number"])
        if token["truth"]:
            return token["truth"].upper() == "TRUE"
        if token["area"]:
            return self.area(token["sheet"] or "", token["area"].replace("$", ""))
        if token["function"]:
            return self.called(token["function"].upper())
        raise Unreckoned

    def must(self, sign: str) -> None:
        if not self.takes(sign):
            raise Unreckoned

    def area(self, sheet: str, text: str) -> Operand:
        first, _, last = text.partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        held = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if (held.bottom - held.top + 1) * (held.right - held.left + 1) > _MOST_CELLS:
            raise Unreckoned
        name = sheet[:-1].strip("'").replace("''", "'")
        return [value for row in self.cells(name, held) for value in row]

    def called(self, name: str) -> Operand:
        given: list[Operand] = []
        if not self.takes(")"):
            given.append(self.argument())
            while self.takes(","):
                given.append(self.argument())
            self.must(")")
        function = FUNCTIONS.get(name)
        if function is None:
            raise Unreckoned
        return function(given)

    def argument(self) -> Operand:
        return None if self.sign() in (",", ")") else self.comparison()


def _tokens(formula: str) -> Iterator[re.Match[str]]:
    at, formula = 0, formula.strip()
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        if found is None:
            raise Unreckoned
        at = found.end()
        yield found
