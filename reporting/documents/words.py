"""What may be put into a document: plain and inked text, records for a table's model row, and properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.model.tags import Quoted


@dataclass(frozen=True, slots=True)
class Placed:
    """Words in a place that is found again when the document is issued: `name` is that of the placeholder."""

    text: str
    name: str


# What is printed in one go: words, or a figure with its key.
Words = str | Quoted


@dataclass(frozen=True, slots=True)
class Inked:
    """Text in a colour (RRGGBB) of its own; the run that holds the placeholder takes it."""

    text: str
    colour: str


# A tuple fills a column that is spread: one cell for each of its members.
Printed = Words | Inked | tuple[Words, ...]
Record = Mapping[str, Printed]


@dataclass(frozen=True, slots=True)
class Rows:
    """What fills a table: one record a row, each by field name.

    `merged` names columns to be merged downwards and, for each, the field that must be the same for two rows to share
    a cell. `headings` are the headings of spread columns, by field. Rows that agree in the field `together` are kept on
    one page where it can hold them.
    """

    records: tuple[Record, ...]
    merged: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    together: str = ""


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a document; a fixed day takes the place of the clock."""

    title: str
    author: str
    dated: date
