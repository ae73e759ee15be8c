"""Units as people name them in rows, heads of forms and file names."""

from __future__ import annotations

import re

from reporting.intake import lookup
from reporting.intake.lookup import LONGEST_LABEL, loose
from reporting.intake.lookup import stripped as stripped_labels
from reporting.model.catalogue import CITY, COUNTY, ZONE, Catalogue, Unit
from reporting.model.names import normalised, without_brackets
from reporting.model.periods import Period

_LISTED = re.compile("[、,，/和与及]")
# Ends of names that make another place or body of what stands before them.
_OTHER_PLACE = re.compile(
    r"(?:开发区|产业园|园区|新区|集聚区|工业区|街道|街道办事处|[镇乡]|管委会|管理委员会|公司|集团|学院|大学|医院)\Z"
)


def row_unit(text: str, catalogue: Catalogue) -> Unit | None:
    """Find the unit that names a row: as it stands, or without `其中：`, `#`, numbers and the city before it."""
    words = catalogue.unit_by_word
    if len(text) <= LONGEST_LABEL and lookup.word(text) in words:  # as in the thousands of rows of a list
        return words[lookup.word(text)]
    for label in (text, *stripped_labels(text)):
        bare = normalised(label)
        for name in (bare, bare.removeprefix(normalised(_city_name(catalogue))), loose(label)):
            if name in words:
                return words[name]
    return None


def named(text: str, catalogue: Catalogue) -> Unit | None:
    """Find the one unit a text is about, `乐清市科学技术局（盖章）` being 乐清市; None for none or several.

    Of a county and a zone in it the zone is meant; what is only named after a county (a 开发区, a 街道) is nobody.
    """
    exact = row_unit(text, catalogue)
    if exact:
        return exact
    found = within(text, catalogue)
    if is_other_place(text, catalogue):
        return None
    listed = bool(_LISTED.search(text))
    inner = [unit for unit in found if listed or not any(other.within == unit.code for other in found)]
    return inner[0] if len(inner) == 1 else None


def places(text: str, catalogue: Catalogue) -> tuple[Unit, ...]:
    """Give the counties and zones a text names; more than one where it lists them: `乐清市、瑞安市`."""
    one = named(text, catalogue)
    return (one,) if one else tuple(unit for unit in within(text, catalogue) if unit.kind in (COUNTY, ZONE))


def is_other_place(text: str, catalogue: Catalogue) -> bool:
    """Whether a text is the name of something in or after a county that has no figures of its own here."""
    found = within(text, catalogue)
    bare = normalised(without_brackets(text))
    return len(found) == 1 and bool(_OTHER_PLACE.search(bare)) and row_unit(bare, catalogue) is None


def living(unit: Unit, period: Period, catalogue: Catalogue) -> Unit:
    """Give the unit that has taken over (承继) from one that ended, where there is just one; else the unit itself."""
    if unit.lives_in(period):
        return unit
    heirs = [heir for heir in catalogue.units if unit.code in heir.succeeds and heir.lives_in(period)]
    return heirs[0] if len(heirs) == 1 else unit


def within(text: str, catalogue: Catalogue) -> tuple[Unit, ...]:
    """Find the units a text names, each once, in order; the city's own name before another's is not counted.

    An office named right behind a county is the county's own office: `乐清市科技局` is 乐清市, not 市科技局.
    """
    words = catalogue.unit_words
    folded = normalised(text)
    found: dict[str, Unit] = {}
    place, county_end = 0, -1
    while place < len(folded):
        word = next((word for word in words.get(folded[place], ()) if folded.startswith(word, place)), "")
        if not word:
            place += 1
            continue
        unit = catalogue.unit_by_word[word]
        if place != county_end or unit.kind in (COUNTY, ZONE):
            found[unit.code] = unit
        place += len(word)
        county_end = place if unit.kind in (COUNTY, ZONE) else -1
    return tuple(found.values())


def _city_name(catalogue: Catalogue) -> str:
    """Give the word that stands before names of units: `温州市`; the longest alias of the city that ends in 市."""
    words = [word for word in (catalogue.city.name, *catalogue.city.aliases) if word.endswith("市") and word != CITY]
    return max(words, key=len, default="全市")
