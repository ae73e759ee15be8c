"""The values of a sheet's formulas, and what the usual signs and functions make of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal


class Unreckoned(Exception):  # noqa: N818 -- no error: the program that opens the workbook reckons it
    """The formula is beyond us."""


class Fault(str):
    """An error value, such as `#DIV/0!`."""

    __slots__ = ()


Value = Decimal | str | bool | Fault | None
# What stands in the cells that a reference names, or what was reckoned.
Operand = Value | list[Value]

DIVISION, WRONG = Fault("#DIV/0!"), Fault("#VALUE!")
_EXACT = Context(prec=40)


def single(value: Operand) -> Value:
    """Give the one value; an area where one value is wanted means another thing in every program."""
    if isinstance(value, list):
        if len(value) != 1:
            raise Unreckoned
        return value[0]
    return value


def _number(value: Value) -> Decimal | Fault:
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal | Fault):
        return value
    # `1 234`, `5%`, dates: what a text means as a number depends on the program's language.
    return Decimal(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else WRONG


def on_numbers(sign: str, left: Value, right: Value) -> Value:
    """Reckon with two numbers."""
    one, two = _number(left), _number(right)
    if isinstance(one, Fault):
        return one
    if isinstance(two, Fault):
        return two
    if sign == "/" and not two:
        return DIVISION
    if sign == "^" and (two != int(two) or not one):
        raise Unreckoned
    operation = {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply, "/": _EXACT.divide, "^": _EXACT.power}
    return operation[sign](one, two)


def on_texts(left: Value, right: Value) -> Value:
    """Join two texts."""
    texts = []
    for value in (left, right):
        if isinstance(value, Fault):
            return value
        texts.append(shown(value))
    return "".join(texts)


def shown(value: Value) -> str:
    """Write a value as a cell holds it: numbers with the seventeen digits that programs keep."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if not isinstance(value, Decimal):
        return value or ""
    text = f"{Decimal(repr(float(value))):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def compared(sign: str, left: Value, right: Value) -> Value:
    """Hold two values against each other."""
    for value in (left, right):
        if isinstance(value, Fault):
            return value
    one, two = _order(left, right), _order(right, left)
    if sign in ("=", "<>"):
        return (one == two) is (sign == "=")
    return {"<": one < two, ">": one > two, "<=": one <= two, ">=": one >= two}[sign]


def _order(value: Value, other: Value) -> tuple[int, Decimal | str]:
    """Numbers come before texts, texts before truths; an empty cell is like what it is held against."""
    if value is None:
        empty = "" if isinstance(other, str) else Decimal(0)
        return (2 if isinstance(other, bool) else int(isinstance(other, str)), empty)
    if isinstance(value, bool):
        return 2, Decimal(int(value))
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _numbers(given: Sequence[Operand]) -> list[Decimal]:
    """Give the numbers among what references name, all else passed over, and those that were reckoned."""
    found: list[Decimal] = []
    for one in given:
        for value in one if isinstance(one, list) else [one]:
            if isinstance(value, Fault):
                raise _Found(value)
            if isinstance(value, Decimal):
                found.append(value)
            elif not isinstance(one, list):
                raise Unreckoned
    return found


class _Found(Exception):  # noqa: N818 -- a value on its way out of a function
    def __init__(self, value: Fault) -> None:
        self.value = value


def _on_all(function: Callable[[list[Decimal]], Value]) -> Callable[[Sequence[Operand]], Value]:
    def called(given: Sequence[Operand]) -> Value:
        try:
            return function(_numbers(given))
        except _Found as found:
            return found.value

    return called


def _only(given: Sequence[Operand]) -> Value:
    if len(given) != 1:
        raise Unreckoned
    return single(given[0])


def _if(given: Sequence[Operand]) -> Operand:
    if len(given) not in (2, 3):
        raise Unreckoned
    test = single(given[0])
    if isinstance(test, Fault):
        return test
    if isinstance(test, str):
        return WRONG
    other: Operand = given[2] if len(given) > 2 else False
    return given[1] if test else other


def _if_error(given: Sequence[Operand]) -> Operand:
    if len(given) != 2:
        raise Unreckoned
    return given[1] if isinstance(single(given[0]), Fault) else given[0]


def _round(given: Sequence[Operand]) -> Value:
    if len(given) != 2:
        raise Unreckoned
    number, places = (_number(single(one)) for one in given)
    if isinstance(number, Fault):
        return number
    if isinstance(places, Fault):
        return places
    return number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, _EXACT)


def _absolute(given: Sequence[Operand]) -> Value:
    number = _number(_only(given))
    return number if isinstance(number, Fault) else abs(number)


FUNCTIONS: dict[str, Callable[[Sequence[Operand]], Operand]] = {
    "SUM": _on_all(lambda numbers: sum(numbers, Decimal(0))),
    "AVERAGE": _on_all(lambda numbers: _EXACT.divide(sum(numbers, Decimal(0)), len(numbers)) if numbers else DIVISION),
    "MAX": _on_all(lambda numbers: max(numbers, default=Decimal(0))),
    "MIN": _on_all(lambda numbers: min(numbers, default=Decimal(0))),
    "COUNT": lambda given: Decimal(sum(isinstance(value, Decimal) for one in given for value in _listed(one))),
    "COUNTA": lambda given: Decimal(sum(value is not None for one in given for value in _listed(one))),
    "ROUND": _round,
    "ABS": _absolute,
    "ISNUMBER": lambda given: isinstance(_only(given), Decimal),
    "ISBLANK": lambda given: _only(given) is None,
    "IF": _if,
    "IFERROR": _if_error,
}


def _listed(one: Operand) -> list[Value]:
    if not isinstance(one, list):
        raise Unreckoned
    return one
