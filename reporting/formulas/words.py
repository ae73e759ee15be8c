"""Which words a formula of the catalogue may use, and the code each stands for."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.catalogue import Catalogue, Form, Item
from reporting.model.names import normalised
from reporting.model.words import FormKind


def item_words(catalogue: Catalogue) -> Mapping[str, str]:
    """Give the words of an indicator's formula: code, name and aliases of every item."""
    return {word: item.code for word, item in catalogue.item_by_word.items()}


def rule_words(items: Mapping[str, Item], form: Form) -> Mapping[str, str]:
    """Give the words of a 校验 formula: items, and on a list its own columns, whose label is their code.

    `items` is the catalogue's `item_by_word`. A column wins over an item of the same name, as it stands nearer.
    """
    words = {word: item.code for word, item in items.items()}
    if form.kind is FormKind.LIST:
        words |= {normalised(column.label): column.label for column in form.columns}
    return words
