"""Work out a formula: exact decimals, and "no value" with its reason instead of an error."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, localcontext
from typing import Any

from reporting.formulas.formula import PAIR_NAMES, Absent, Formula, Function, Lookup, Operand, Pair, Result, Use
from reporting.formulas.parse import FUNCTION_NAMES, tree
from reporting.model.numbers import PRECISION

ValueOf = Callable[[str], Decimal | None]

# Powers serve yearly growth; an exponent beyond this is a slip of the pen.
MAX_POWER = 100
_NOUGHT = Decimal(0)
_NO_OTHERS: Mapping[Lookup, ValueOf] = {}
_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_UP)


class _NoValueError(Exception):
    """The formula has no value for these numbers; says why, in Chinese."""


def evaluate(
    formula: Formula,
    value_of: ValueOf,
    *,
    others: Mapping[Lookup, ValueOf] = _NO_OTHERS,
    tolerance: Decimal = _NOUGHT,
    absent: Absent = Absent.SKIP,
) -> Result:
    """Work out a formula, given what gives the value of a code: now, and in `others` its 上期, 合计 and so on.

    A code without a value, and a function that was not given, leave the formula without a value: `lacks` tells which.
    `absent` says otherwise for the figures of now: 按零 takes nought, 不跳过 finds a condition broken where some of
    them are there and others are not. What is lacking of the past is never held against anyone.
    `tolerance` is by how much the sides of =, ≠, ≤ and ≥ may differ and still count as equal (rounding of addends).
    """
    values: dict[str, Decimal] = {f"c{place}": value for place, value in enumerate(formula.constants)}
    missing: list[Operand] = []
    for place, operand in enumerate(formula.operands):
        source = others.get(operand.lookup) if operand.lookup else value_of
        value = source(operand.code) if source else None
        if value is not None and not value.is_finite():
            value = None
        if operand.use is Use.PRESENCE:
            values[f"v{place}"] = Decimal(bool(value))
        elif value is not None:
            values[f"v{place}"] = value
        elif operand.use is Use.OR_NOUGHT or (absent is Absent.NOUGHT and operand.lookup is None):
            values[f"v{place}"] = _NOUGHT
        else:
            missing.append(operand)
    if missing:
        now = [operand for operand in formula.operands if operand.lookup is None]
        if absent is Absent.FAULT and set(missing) < set(now):
            return Result(value=False, lacks=tuple(operand.code for operand in missing))
        lacks = tuple(dict.fromkeys(operand.code for operand in missing))
        return Result(None, lacks, f"缺少{'、'.join(map(str, missing))}")
    return _reckoned(formula, values, tolerance)


def _reckoned(formula: Formula, values: dict[str, Decimal], tolerance: Decimal) -> Result:
    import simpleeval  # late: reading the catalogue needs no evaluator

    evaluator = simpleeval.SimpleEval(operators=_operators(tolerance), functions=_FUNCTIONS, names=values)
    try:
        with localcontext(_CONTEXT):
            value: Decimal | bool = evaluator.eval(formula.source, previously_parsed=tree(formula.source))
    except _NoValueError as error:
        return Result(None, reason=str(error))
    except DecimalException:
        return Result(None, reason="算不出：数太大或开方的底数为负")
    return Result(value)


def _divide(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise _NoValueError("除数为零")
    return left / right


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > MAX_POWER:
        raise _NoValueError(f"乘方的指数超过{MAX_POWER}")
    if not base and exponent <= 0:
        raise _NoValueError("零没有零次方或负次方")
    return base**exponent


def _operators(tolerance: Decimal) -> dict[type[ast.AST], Callable[..., Any]]:
    """Give what each operator of a formula does."""
    if not tolerance:
        return _EXACT
    return _EXACT | {
        ast.Eq: lambda left, right: abs(left - right) <= tolerance,
        ast.NotEq: lambda left, right: abs(left - right) > tolerance,
        ast.LtE: lambda left, right: left - right <= tolerance,
        ast.GtE: lambda left, right: right - left <= tolerance,
    }


_EXACT: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divide,
    ast.Pow: _power,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    FUNCTION_NAMES[Function.ABSOLUTE]: abs,
    FUNCTION_NAMES[Function.GREATEST]: max,
    FUNCTION_NAMES[Function.LEAST]: min,
    PAIR_NAMES[Pair.TOGETHER]: lambda *there: len(set(there)) == 1,
    PAIR_NAMES[Pair.APART]: lambda *there: sum(there) <= 1,
}
