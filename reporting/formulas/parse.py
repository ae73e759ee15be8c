"""Read a formula of the catalogue: names become codes, literals Decimals, and only what is safe is left.

Names stand bare where they are identifiers (Chinese letters count), else in 「」. Signs may be full-width.
Besides arithmetic and comparisons there are 并且 and 或者 (`and`, `or`), 上期(x), 上年同期(x), 合计(x), 当期(x),
按零(x), 绝对值(x), 最大(…), 最小(…), and the conditions 同时填报(…) and 不同时填报(…).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from reporting.formulas.formula import (
    PAIR_NAMES,
    Formula,
    FormulaError,
    Function,
    Lookup,
    Operand,
    Pair,
    UnknownNameError,
    Use,
)
from reporting.formulas.tokens import Kind, Token, tokens
from reporting.model.names import normalised
from reporting.model.numbers import HUNDRED

__all__ = ["Formula", "FormulaError", "parse", "tree"]

# The evaluator works by recursion: a tree no deeper than this leaves room on the stack wherever it is called from.
MAX_DEPTH = 100

_OPEN, _CLOSE, _COMMA = Token(Kind.SIGN, "("), Token(Kind.SIGN, ")"), Token(Kind.SIGN, ",")
# A pair is of two at least.
_LEAST = 2
_LOOKUPS = {lookup.value: lookup for lookup in Lookup}
FUNCTION_NAMES = {Function.ABSOLUTE: "f_absolute", Function.GREATEST: "f_greatest", Function.LEAST: "f_least"}
_SPELLINGS = {function.value: name for function, name in FUNCTION_NAMES.items()}
_PAIRS = {pair.value: pair for pair in Pair}
_KNOWN = (*_LOOKUPS, Use.OR_NOUGHT, *_SPELLINGS, *_PAIRS)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)


def parse(text: str, words: Mapping[str, str]) -> Formula:
    """Read a formula; `words` gives the code of each name, as it is written or normalised (`model.names.normalised`).

    Raises FormulaError, and UnknownNameError for a word that is not known.
    """
    writer = _Writer(tokens(text), words)
    source = writer.write()
    if not source:
        raise FormulaError("公式是空的", "请写出公式，如：高新技术企业累计数")
    codes = tuple(dict.fromkeys(operand.code for operand in writer.operands))
    body = tree(source)
    condition = isinstance(body, (ast.Compare, ast.BoolOp)) or _is_pair(body)
    return Formula(text, codes, tuple(writer.operands), tuple(writer.constants), source, condition)


@lru_cache(maxsize=1024)
def tree(source: str) -> ast.expr:
    """Give the checked syntax tree of a formula's source. Raises FormulaError where it is no sound formula."""
    try:
        body = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise FormulaError("公式写得不完整", "请检查括号是否成对、运算符两边是否都有名称或数") from error
    if _too_deep(body):
        raise FormulaError("公式嵌套太深", "请把公式拆短，或少用几层括号")
    _check(body)
    return body


class _Writer:
    """Turns tokens into a source of placeholders, collecting what they stand for."""

    def __init__(self, pieces: tuple[Token, ...], words: Mapping[str, str]) -> None:
        self.pieces, self.words, self.position = pieces, words, 0
        self.operands: list[Operand] = []
        self.constants: list[Decimal] = []

    def write(self) -> str:
        written: list[str] = []
        while self.position < len(self.pieces):
            written.append(self._piece())
        return " ".join(written)

    def _piece(self) -> str:
        token = self._next()
        if token.kind is Kind.SIGN:
            return token.text
        if token.kind is Kind.NUMBER:
            return self._constant(token.text)
        return self._named(token)

    def _named(self, token: Token, use: Use = Use.VALUE) -> str:
        """Read a name, or what is called by it."""
        if self._peek() == _OPEN and not token.quoted:
            return self._call(token.text, use)
        return self._operand(token.text, None, use)

    def _next(self) -> Token:
        self.position += 1
        return self.pieces[self.position - 1]

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self.position + ahead
        return self.pieces[place] if place < len(self.pieces) else None

    def _constant(self, text: str) -> str:
        value = Decimal(text.rstrip("% "))
        self.constants.append(value / HUNDRED if text.endswith("%") else value)
        return f"c{len(self.constants) - 1}"

    def _call(self, name: str, use: Use) -> str:
        if use is Use.VALUE and name in _SPELLINGS:
            return _SPELLINGS[name]
        if use is Use.VALUE and name == Use.OR_NOUGHT:
            (only,) = self._listed(name, Use.OR_NOUGHT, most=1)
            return only
        if use is Use.VALUE and name in _PAIRS:
            named = self._listed(name, Use.PRESENCE)
            return f"{PAIR_NAMES[_PAIRS[name]]}({' , '.join(named)})"
        lookup = _LOOKUPS.get(name)
        if lookup is None:
            raise FormulaError(
                f"公式中没有“{name}”这个函数",
                f"可用的函数是{'、'.join(_KNOWN)}；名称里有括号的请用「」括起来，如「首台(套)」",
                name,
            )
        argument, close = self._peek(1), self._peek(2)
        if argument is None or argument.kind is not Kind.NAME or close != _CLOSE:
            raise FormulaError(f"{name}( ) 里只能放一个数据项", f"请逐项写，如：{name}(甲) + {name}(乙)", name)
        self.position += 3
        return self._operand(argument.text, lookup, use)

    def _listed(self, name: str, use: Use, most: int = 0) -> list[str]:
        """Read names, or 上期(…) and the like of one, in brackets and parted by commas."""
        self._next()
        found: list[str] = []
        while (token := self._peek()) is not None and token.kind is Kind.NAME:
            self._next()
            found.append(self._named(token, use))
            if self._peek() != _COMMA:
                break
            self._next()
        if self._peek() != _CLOSE or not found or len(found) > (most or len(found)) or len(found) < (most or _LEAST):
            wanted = f"{name}(甲)" if most else f"{name}(甲, 乙)"
            raise FormulaError(f"{name}( ) 里的写法不对", f"里面只放数据项，用逗号隔开，如：{wanted}", name)
        self._next()
        return found

    def _operand(self, word: str, lookup: Lookup | None, use: Use) -> str:
        code = self.words.get(word) or self.words.get(normalised(word))
        if code is None:
            mend = "请改为表中已有的名称；名称里有符号的用「」括起来"
            raise UnknownNameError(f"公式中的“{word}”不是已有的名称", mend, word)
        for place, known in enumerate(self.operands):
            if (known.code, known.lookup, known.use) == (code, lookup, use):
                return f"v{place}"
        self.operands.append(Operand(code, lookup, word, use))
        return f"v{len(self.operands) - 1}"


def _too_deep(body: ast.expr) -> bool:
    level: list[ast.AST] = [body]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if not level:
            return False
    return True


def _check(node: ast.expr) -> bool:
    """Hold a tree to the few kinds of node a formula has; say whether it is a comparison."""
    match node:
        case ast.Name():
            if node.id.startswith("f_"):
                raise _unsound()
            return False
        case ast.UnaryOp(op=ast.UAdd() | ast.USub()):
            return _numbers([node.operand])
        case ast.BinOp() if isinstance(node.op, _ARITHMETIC):
            return _numbers([node.left, node.right])
        case ast.Call(func=ast.Name()):
            return _is_pair(node) or _check_call(node)
        case ast.Compare():
            return not _numbers([node.left, *node.comparators])
        case ast.BoolOp():
            if not all(_check(value) for value in node.values):
                raise FormulaError("“并且”“或者”两边都要是比较", "请写成如：甲 > 0 并且 乙 > 0")
            return True
        case _:
            raise _unsound()


def _numbers(nodes: list[ast.expr]) -> bool:
    """Check parts that must be numbers; always False, as what is made of them is a number too."""
    if any(_check(node) for node in nodes):
        raise FormulaError("公式里拿比较的结果去计算", "比较只能放在最外层，用“并且”“或者”相连")
    return False


def _is_pair(node: ast.expr) -> bool:
    """Whether a node is 同时填报 or 不同时填报, whose names were checked when they were read."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PAIR_NAMES.values()


def _check_call(node: ast.Call) -> bool:
    """Check a function of numbers; always False, as it gives a number."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTION_NAMES.values():
        raise _unsound()
    wanted = len(node.args) == 1 if name == FUNCTION_NAMES[Function.ABSOLUTE] else len(node.args) > 1
    if not wanted:
        raise FormulaError("函数里的个数不对", "绝对值( ) 里放一个，最大( )、最小( ) 里放两个以上，用逗号隔开")
    return _numbers(node.args)


def _unsound() -> FormulaError:
    return FormulaError("公式写法不对", "请检查括号、逗号和运算符；只能用名称、数、+ - * / 和比较")
