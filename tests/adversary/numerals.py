"""Numbers typed as clerks type them: read where one reading is possible, else told."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from reporting.model.numbers import plain
from tests.adversary import picks
from tests.adversary.case import Case, Figure
from tests.adversary.picks import refused, retyped

_NUMERAL = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789.,-+", "０１２３４５６７８９．，－＋")


def _digits(one: Figure) -> str:
    assert one.value is not None
    return plain(one.value)


def _long(one: Figure) -> bool:
    return len(_digits(one).split(".")[0].lstrip("-")) > 2


def _grouped(one: Figure) -> bool:
    return len(_digits(one).split(".")[0].lstrip("-")) > 3


def _decimal(one: Figure) -> bool:
    return "." in _digits(one)


def _positive(one: Figure) -> bool:
    return one.value is not None and one.value > 0


def _as(dress: Callable[[str], str], fits: picks.Fits | None = None) -> Callable[[Case, Random], bool]:
    """Make a mutation that types a figure in another dress, in which it is read all the same."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance, fits)
        return found is not None and retyped(case, *found, dress(_digits(found[1])))

    return mutation


def _refused_as(
    dress: Callable[[str], str], code: str = "value-type", fits: picks.Fits | None = None
) -> Callable[[Case, Random], bool]:
    """Make a mutation that types a figure so that nobody can say for sure what it is."""

    def mutation(case: Case, chance: Random) -> bool:
        found = picks.figure(case, chance, fits)
        if found is None:
            return False
        found[1].cell.value = dress(_digits(found[1]))
        return refused(case, *found, code)

    return mutation


def with_unit(case: Case, chance: Random) -> bool:
    """`12.5亿元` in a column of 亿元."""
    found = picks.figure(case, chance, lambda one: one.measure not in ("%", "个", "年"))
    return found is not None and retyped(case, *found, f"{_digits(found[1])}{found[1].measure}")


def with_smaller_unit(case: Case, chance: Random) -> bool:
    """`125000万元` in a column of 亿元: converted, and told."""
    found = picks.figure(case, chance, lambda one: one.measure in picks.MONEY)
    if found is None:
        return False
    answered, one = found
    assert one.value is not None
    smaller, power = picks.MONEY[one.measure]
    return retyped(case, answered, one, f"{plain(one.value.scaleb(power))}{smaller}", "measure-changed")


def with_percent(case: Case, chance: Random) -> bool:
    """`35.8%` in a column of %."""
    found = picks.figure(case, chance, lambda one: one.measure == "%")
    return found is not None and retyped(case, *found, f"{_digits(found[1])}%")


def in_words(case: Case, chance: Random) -> bool:
    """`三十五` for 35."""
    found = picks.figure(case, chance, lambda one: one.value is not None and one.value in range(10, 100))
    if found is None:
        return False
    tens, ones = divmod(int(found[1].value or 0), 10)
    word = f"{_NUMERAL[tens] if tens > 1 else ''}十{_NUMERAL[ones] if ones else ''}"
    return retyped(case, *found, word)


def estimate_before(case: Case, chance: Random) -> bool:
    """`预计120`: the figure, and that it is an estimate."""
    found = picks.figure(case, chance)
    if found is None:
        return False
    found[1].nature = "预计数"
    return retyped(case, *found, f"预计{_digits(found[1])}")


def other_money(case: Case, chance: Random) -> bool:
    """Dollars where yuan are asked: nobody can convert them."""
    found = picks.figure(case, chance, lambda one: one.measure == "亿元")
    if found is None:
        return False
    found[1].cell.value = f"{_digits(found[1])}万美元"
    return refused(case, *found, "measure-changed")


def preliminary(case: Case, chance: Random) -> bool:
    """`120（预计）`: the figure, and that it is an estimate."""
    found = picks.figure(case, chance)
    if found is None:
        return False
    found[1].nature = "预计数"
    return retyped(case, *found, f"{_digits(found[1])}（预计）")


NUMERALS = {
    "text-number": _as(lambda text: text),
    "text-blanks-before": _as(lambda text: f"    {text}"),
    "text-blank-inside": _as(lambda text: f"{text[:-1]} {text[-1]}", lambda one: not _decimal(one) and _long(one)),
    "text-blank-after-point": _as(lambda text: text.replace(".", ". "), _decimal),
    "text-full-width": _as(lambda text: text.translate(_WIDE)),
    "text-thousands": _as(lambda text: f"{int(text.split('.')[0]):,}{text[len(text.split('.')[0]) :]}", _grouped),
    "text-plus": _as(lambda text: f"+{text}", _positive),
    "text-no-break-space": _as(lambda text: f"\u00a0{text}\u3000"),
    "text-apostrophe": _as(lambda text: f"'{text}"),
    "text-chinese-stop": _as(lambda text: text.replace(".", "。"), _decimal),
    "text-unit": with_unit,
    "text-smaller-unit": with_smaller_unit,
    "text-percent": with_percent,
    "text-preliminary": preliminary,
    "text-in-words": in_words,
    "text-estimate-before": estimate_before,
    "other-money": other_money,
    "in-brackets": _refused_as(lambda text: f"（{text}）", fits=_positive),
    "with-triangle": _refused_as(lambda text: f"△{text}", fits=_positive),
    "nought-before": _refused_as(lambda text: f"0{text}", fits=_long),
    "exponent": _refused_as(lambda text: f"{text}E+3", fits=_positive),
    "more-than": _refused_as(lambda text: f"超{text}"),
    "typed-error": _refused_as(lambda _: "#N/A", "cell-error"),
    "about": _refused_as(lambda text: f"约{text}"),
    "or-so": _refused_as(lambda text: f"{text}左右"),
    "of-which": _refused_as(lambda text: f"{text}（其中经开区1）"),
    "two-numbers": _refused_as(lambda text: f"{text}/{text}"),
    "from-to": _refused_as(lambda text: f"{text}-{text}"),
    "letter-for-digit": _refused_as(lambda text: f"{text[:-1]}S", fits=_long),
    "letter-o": _refused_as(lambda text: f"{text}O", fits=_long),
    "wrong-thousands": _refused_as(lambda text: f"{text[:1]},{text[1:]}", fits=lambda one: len(_digits(one)) == 3),
    "footnote-sign": _refused_as(lambda text: f"{text}①"),
    "two-points": _refused_as(lambda text: f"{text}.1.2"),
    "line-break-inside": _refused_as(
        lambda text: f"{text[:-1]}\n{text[-1]}", fits=lambda one: not _decimal(one) and _long(one)
    ),
}
