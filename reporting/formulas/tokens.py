"""Cut a formula into names, numbers and signs; anything else is refused here, before an evaluator sees it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from reporting.formulas.formula import FormulaError

# A sum over sixty items with long names fits; what is longer was not written by a clerk.
MAX_LENGTH = 2000

_SIGNS = str.maketrans({"×": "*", "✕": "*", "÷": "/", "−": "-", "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "≠": "!="})
_SPOKEN = {"and": "and", "并且": "and", "or": "or", "或者": "or"}
_WRITTEN = {"=": "==", "<>": "!=", "^": "**"}
_TOKEN = re.compile(
    r"""\s+
    | 「(?P<quoted>[^「」]*)」
    | (?P<number>\d+(?:\.\d+)?\s*%?)
    | (?P<spoken>并且|或者)
    | (?P<bare>(?:(?!并且|或者)\w)+)
    | (?P<sign>\*\*|<=|>=|==|!=|<>|[-+*/^(),<>=])
    """,
    re.VERBOSE,
)


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    NUMBER = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a formula; signs are in the evaluator's spelling, names without their 「」.

    `quoted` names are never taken for functions or for `and`.
    """

    kind: Kind
    text: str
    quoted: bool = False


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a formula into tokens. Raises FormulaError at the first sign that has no place in one."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"公式过长（{len(text)}个字符）", f"请把公式控制在{MAX_LENGTH}个字符以内")
    folded = _folded(text)
    found: list[Token] = []
    position = 0
    while position < len(folded):
        match = _TOKEN.match(folded, position)
        if not match:
            raise _strange(folded[position])
        token = _token(match)
        if token:
            found.append(token)
        position = match.end()
    return tuple(found)


def _folded(text: str) -> str:
    """Bring full-width letters and signs to plain ones, but leave quoted names as they are written."""
    parts = re.split(r"(「[^」]*」)", text.replace("｢", "「").replace("｣", "」"))
    return "".join(part if part.startswith("「") else _plain(part) for part in parts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)


def _token(match: re.Match[str]) -> Token | None:
    """Give the token of a match, None for blanks."""
    kind, text = match.lastgroup, match[0]
    if kind == "quoted":
        return Token(Kind.NAME, match["quoted"].strip(), quoted=True)
    if kind == "number":
        return Token(Kind.NUMBER, text)
    if kind in ("bare", "spoken"):
        spoken = _SPOKEN.get(text.lower())
        return Token(Kind.SIGN, spoken) if spoken else Token(Kind.NAME, text)
    return Token(Kind.SIGN, _WRITTEN.get(text, text)) if kind == "sign" else None


def _strange(sign: str) -> FormulaError:
    if sign in "「」":
        return FormulaError(f"公式中的{sign}不成对", "请让每个名称的「和」成对", sign)
    return FormulaError(
        f"公式中有不认识的符号“{sign}”",
        "名称里有符号的请用「」括起来，如「R&D经费」；运算只用 + - * / ( ) 和比较符号",
        sign,
    )
