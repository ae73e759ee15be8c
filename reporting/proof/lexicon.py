"""The catalogue's names as running text uses them: of indicators and items, whole or shortened, and of units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reporting.formulas.words import item_words
from reporting.model.catalogue import CITY, COUNTY, ZONE, Catalogue
from reporting.model.names import normalised
from reporting.proof.amounts import number_pattern
from reporting.proof.folding import folded

_ENDINGS = ("累计组建数", "累计数", "累计额", "数量", "总量", "数")
_RATES = ("同比增速", "增速", "增长率", "增幅")
_BRACKET = re.compile(r"\([^()]*\)")
# Shorter words stand for too much else.
_SHORTEST_NAME = 3
_SHORTEST_UNIT = 2
_CITY_WORDS = ("全市", "我市", "全市合计")


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands, and what it may name: codes of indicators and items.

    `rate` says that only what grows is named, of an indicator that is the growth itself.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit's name stands, and its code."""

    start: int
    end: int
    unit: str


class Lexicon:
    """All names of a catalogue, made ready to be looked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Gather the names; a name in full wins over another's short form."""
        self.names: dict[str, tuple[str, ...]] = {}
        self.rates: dict[str, tuple[str, ...]] = {}
        self.units: dict[str, str] = {}
        self.city = catalogue.city.code
        self.number = number_pattern(
            [*(item.measure for item in catalogue.items), *(one.measure for one in catalogue.indicators)]
        )
        self._gather_names(catalogue)
        self._gather_units(catalogue)
        words = sorted({*self.names, *self.rates, *self.units}, key=len, reverse=True)
        self._any = re.compile("|".join(map(re.escape, words)) or r"(?!)")

    def _gather_names(self, catalogue: Catalogue) -> None:
        full: dict[str, list[str]] = {}
        same = _indicators_of(catalogue)
        for code, name in _named(catalogue):
            full.setdefault(folded(name), []).extend((code, *same.get(code, ())))
        self.names = {name: tuple(dict.fromkeys(codes)) for name, codes in full.items()}
        short: dict[str, list[str]] = {}
        for name, codes in self.names.items():
            for form in _shortened(name):
                if form not in self.names and len(form) >= _SHORTEST_NAME:
                    short.setdefault(form, []).extend(codes)
            stem = next((name.removesuffix(ending) for ending in _RATES if name.endswith(ending)), "")
            if len(stem) >= _SHORTEST_NAME and stem not in self.names:
                self.rates[stem] = tuple(dict.fromkeys((*self.rates.get(stem, ()), *codes)))
        self.names |= {form: tuple(dict.fromkeys(codes)) for form, codes in short.items()}

    def _gather_units(self, catalogue: Catalogue) -> None:
        for unit in catalogue.units:
            if unit.kind in (CITY, COUNTY, ZONE):
                for word in (unit.name, *unit.aliases):
                    if len(word) >= _SHORTEST_UNIT:
                        self.units.setdefault(folded(word), unit.code)
        self.units |= dict.fromkeys(_CITY_WORDS, catalogue.city.code)

    def found(self, text: str) -> tuple[list[Name], list[Place]]:
        """Find all names in a folded text, the longest first at every sign."""
        names, places = [], []
        for match in self._any.finditer(text):
            word = match[0]
            if word in self.units:
                places.append(Place(*match.span(), self.units[word]))
            elif word in self.names:
                names.append(Name(*match.span(), self.names[word]))
            else:
                names.append(Name(*match.span(), self.rates[word], rate=True))
        return names, places

    def codes(self, text: str) -> tuple[str, ...]:
        """Give what a folded text that is nothing but a name may name; its measure in brackets may stand behind."""
        word = text.strip()
        return self.names.get(word) or self.names.get(re.sub(r"\([^()]*\)\Z", "", word), ())


@lru_cache(maxsize=4)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """Give the names of a catalogue, gathered once."""
    return Lexicon(catalogue)


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for indicator in catalogue.indicators:
        yield indicator.code, indicator.name
    for item in catalogue.items:
        for word in (item.name, *item.aliases):
            yield item.code, word


def _indicators_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Give, by item, the indicators that are the item itself: their growth and targets are spoken of by its name."""
    words = item_words(catalogue)
    found: dict[str, list[str]] = {}
    for indicator in catalogue.indicators:
        word = normalised(indicator.formula.strip("「」 "))
        if word in words:
            found.setdefault(words[word], []).append(indicator.code)
    return found


def _shortened(name: str) -> Iterator[str]:
    """Give the ways a name is shortened: without brackets, 年 at its head, 的, and 累计数 at its end."""
    forms = {name, _BRACKET.sub("", name), name.replace("的", "")}
    forms |= {form.removeprefix("年") for form in forms}
    for form in sorted(forms):
        yield form
        for ending in _ENDINGS:
            if form.endswith(ending):
                yield form.removesuffix(ending)
                yield f"{form.removesuffix(ending)}数"
                yield f"{form.removesuffix(ending)}总数"
                break
