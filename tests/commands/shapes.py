"""The shapes of the contract: which keys an answer has, and what may stand there. An answer may have more keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]
Shape = Mapping[str, Check]

# No exponent, no needless noughts, no minus nought, no thousands separator.
_PLAIN = re.compile(r"0|-?(?:[1-9]\d*|0(?=\.))(?:\.\d*[1-9])?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_PERIOD = re.compile(r"\d{4}(?:Q[1-4])?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def text(value: Any) -> bool:
    """Whether words stand there."""
    return isinstance(value, str) and bool(value)


def number(value: Any) -> bool:
    """Whether a number stands there, as a string in plain decimal."""
    return isinstance(value, str) and bool(_PLAIN.fullmatch(value))


def whole(value: Any) -> bool:
    """Whether an integer stands there; true and false are none."""
    return type(value) is int


def truth(value: Any) -> bool:
    """Whether true or false stands there."""
    return type(value) is bool


def nothing(value: Any) -> bool:
    """Whether null stands there."""
    return value is None


def _matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


instant, cell, period, sha256 = map(_matching, (_INSTANT, _CELL, _PERIOD, _SHA256))


def maybe(check: Check) -> Check:
    """Allow null, and nothing else that means missing."""
    return lambda value: value is None or check(value)


def one_of(*words: str) -> Check:
    """Allow these words alone."""
    return lambda value: value in words


def listed(check: Check) -> Check:
    """Ask for a list of such values."""
    return lambda value: isinstance(value, list) and all(map(check, value))


def shaped(shape: Shape) -> Check:
    """Ask for an object of this shape."""
    return lambda value: not breaches(value, shape)


def breaches(value: Any, shape: Shape) -> list[str]:
    """Say which keys are missing or hold what they may not."""
    if not isinstance(value, dict):
        return [f"no object: {value!r}"]
    return [
        f"{key}: {value.get(key, 'missing')!r}"
        for key, check in shape.items()
        if key not in value or not check(value[key])
    ]


def all_breaches(values: Any, shape: Shape) -> list[str]:
    """Say what is amiss in a list of objects, each complaint once; an empty list says nothing and is told too."""
    if not isinstance(values, list) or not values:
        return [f"no list, or an empty one: {values!r}"]
    return sorted({breach for value in values for breach in breaches(value, shape)})


STANDING: Shape = {
    "sender": text,
    "form": text,
    "state": one_of("missing", "returned", "review", "accepted"),
    "version": maybe(whole),
    "in_force": maybe(whole),
    "received_at": maybe(instant),
    "late_days": maybe(whole),
    "findings": whole,
    "stamped": truth,
}
WAIVER: Shape = {"by": text, "at": instant, "reason": text}
FINDING: Shape = {
    "code": text,
    "severity": one_of("error", "warning", "note"),
    "kind": one_of("own", "joint"),
    "sender": maybe(text),
    "unit": maybe(text),
    "form": maybe(text),
    "period": maybe(period),
    "file": maybe(text),
    "sheet": maybe(text),
    "cell": maybe(cell),
    "found": maybe(text),
    "expected": maybe(text),
    "message": text,
    "waived": maybe(shaped(WAIVER)),
}
FIGURE: Shape = {
    "unit": text,
    "code": text,
    "name": text,
    "measure": maybe(text),
    "period": period,
    "value_period": period,
    "value": maybe(number),
    "state": one_of("value", "zero", "blank", "none", "not_applicable", "not_submitted", "returned"),
    "nature": maybe(text),
    "base": maybe(number),
    "growth": maybe(number),
    "plan": maybe(text),
    "target": maybe(number),
    "progress": maybe(number),
    "gap": maybe(number),
    "judgement": maybe(text),
    "rank": maybe(whole),
    "lacks": listed(text),
}
SOURCE: Shape = {
    "sender": text,
    "submission": whole,
    "version": whole,
    "file": text,
    "sha256": sha256,
    "sheet": text,
    "cell": cell,
    "text": lambda value: isinstance(value, str),
}
QUESTION: Shape = {
    "form": text,
    "item": maybe(text),
    "unit": maybe(text),
    "key": maybe(text),
    "column": text,
    "sheet": text,
    "cell": cell,
}
ISSUED: Shape = {"sender": text, "file": text, "cells": listed(shaped(QUESTION))}
ENTERED: Shape = {
    "sender": text,
    "form": text,
    "period": period,
    "version": whole,
    "verdict": one_of("accepted", "review", "returned"),
}
TAKEN: Shape = {
    "file": text,
    "sha256": maybe(sha256),
    "outcome": one_of("accepted", "returned", "quarantined", "known", "waiting"),
    "submissions": listed(shaped(ENTERED)),
}
PASS: Shape = {"period": period, "files": listed(shaped(TAKEN)), "products": listed(text)}
ERROR: Shape = {"what": text, "where": maybe(text), "mend": maybe(text)}


def node(value: Any) -> bool:
    """Whether a node of a trace is whole, down to its leaves."""
    shape = {
        "code": text,
        "unit": text,
        "period": period,
        "value": maybe(number),
        "state": FIGURE["state"],
        "formula": maybe(text),
        "parts": listed(node),
    }
    return not breaches(value, shape) and ("source" not in value or not breaches(value["source"], SOURCE))
