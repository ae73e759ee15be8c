"""Units as people name them in rows, heads of forms and file names."""

from __future__ import annotations

from reporting.intake.lookup import loose
from reporting.intake.lookup import stripped as stripped_labels
from reporting.model.catalogue import CITY, COUNTY, ZONE, Catalogue, Unit
from reporting.model.names import normalised


def row_unit(text: str, catalogue: Catalogue) -> Unit | None:
    """Find the unit that names a row: as it stands, or without `其中：`, `#`, numbers and the city before it."""
    words = catalogue.unit_by_word
    for label in (text, *stripped_labels(text)):
        word = normalised(label)
        for name in (word, word.removeprefix(normalised(_city_name(catalogue))), loose(label)):
            if name in words:
                return words[name]
    return None


def named(text: str, catalogue: Catalogue) -> Unit | None:
    """Find the one unit a text is about, `乐清市科学技术局（盖章）` being 乐清市; None for none or several."""
    exact = row_unit(text, catalogue)
    if exact:
        return exact
    found = within(text, catalogue)
    return found[0] if len(found) == 1 else None


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
