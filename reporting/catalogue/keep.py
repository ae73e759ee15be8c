"""Keep the catalogue as read, so that light commands start without opening a workbook.

The kept copy is JSON named by the workbook's hash. Whatever is not exactly what this program wrote for exactly this
workbook – damaged, of another version, edited – is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import reporting
from reporting.model import catalogue as records
from reporting.model import words
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period

# Raised whenever the meaning of what is kept changes: the rules by which the workbook is read are part of it.
SCHEMA = 2

Revive = Callable[[Any], Any]


def load_kept(path: Path, folder: Path) -> Catalogue:
    """Give the catalogue of a workbook from its kept copy in `folder`, else read it and keep it there.

    Raises CatalogueError with every mistake found; a faulty catalogue is never kept.
    """
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        sha256 = ""
    kept = folder / f"{sha256}.json"
    found = _revived(kept, sha256) if sha256 else None
    if found is not None:
        return found
    from reporting.catalogue.load import load  # heavy: opens spreadsheets

    catalogue = load(path)
    _write(folder / f"{catalogue.sha256}.json", catalogue)
    return catalogue


def dumped(catalogue: Catalogue) -> str:
    """Write a catalogue as text: a line that says what it is, then its tables, together one JSON document."""
    tables = {name: [_row(record) for record in getattr(catalogue, name)] for name in (*_TABLES, *_PLAIN)}
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "]"
    head = {**_identity(catalogue.sha256), "digest": _digest(body)}
    return f"[{json.dumps(head, ensure_ascii=False)},\n{body}"


def revived(text: str, sha256: str) -> Catalogue:
    """Read a catalogue back. Raises ValueError where the text is not what `dumped` wrote for this workbook."""
    head, _, body = text.partition("\n")
    said = json.loads(head[1:-1])
    if said != {**_identity(sha256), "digest": _digest(body)}:
        raise ValueError("kept by another program or for another workbook")
    tables = json.loads(body[:-1])
    made: dict[str, Any] = {name: tuple(map(_maker(kind), tables[name])) for name, kind in _TABLES.items()}
    made["parameters"] = tuple((name, value) for name, value in tables["parameters"])
    made["holidays"] = tuple((date.fromisoformat(day), worked) for day, worked in tables["holidays"])
    return Catalogue(sha256=sha256, **made)


def _revived(kept: Path, sha256: str) -> Catalogue | None:
    try:
        return revived(kept.read_text(encoding="utf-8"), sha256)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None  # never kept, or not whole: it is made anew


def _write(kept: Path, catalogue: Catalogue) -> None:
    """Put the copy in place at once or not at all, and drop those of earlier workbooks.

    A folder that cannot be written costs time at the next start, nothing else.
    """
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
        draft.write_text(dumped(catalogue), encoding="utf-8", newline="\n")
        draft.replace(kept)
        for other in sorted(kept.parent.glob("*.json")):
            if other != kept and len(other.stem) == len(kept.stem):
                other.unlink()


def _identity(sha256: str) -> dict[str, object]:
    """Say what a copy is of, and by which program: version, schema, and the shape of the records themselves."""
    return {"sha256": sha256, "program": reporting.__version__, "schema": SCHEMA, "shape": _shape()}


def _shape() -> int:
    kinds = (*_TABLES.values(), records.FormRow, records.FormColumn)
    return zlib.crc32(";".join(",".join(field.name for field in fields(kind)) for kind in kinds).encode())


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _row(record: Any) -> list[Any]:
    """Write a record as the list of its fields, in order."""
    if isinstance(record, tuple):
        return [_plain(value) for value in record]
    return [_plain(getattr(record, field.name)) for field in fields(record)]


def _plain(value: Any) -> Any:
    if isinstance(value, (Decimal, Period, date)):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return _row(value) if isinstance(value, (records.FormRow, records.FormColumn)) else value


def _maker(kind: type) -> Callable[[list[Any]], Any]:
    """Give what makes a record from the list of its fields; fields without an entry below are text, whole or yes-no."""
    special = _REVIVE.get(kind, {})
    places = [(place, special[field.name]) for place, field in enumerate(fields(kind)) if field.name in special]

    def make(row: list[Any]) -> Any:
        for place, revive in places:
            row[place] = revive(row[place])
        return kind(*row)

    return make


def _or_none(revive: Revive) -> Revive:
    return lambda value: None if value is None else revive(value)


def _each(kind: type) -> Revive:
    make = _maker(kind)
    return lambda rows: tuple(map(make, rows))


_TABLES: Mapping[str, type] = {
    "plans": records.Plan,
    "units": records.Unit,
    "items": records.Item,
    "indicators": records.Indicator,
    "targets": records.Target,
    "shares": records.Share,
    "tasks": records.Task,
    "forms": records.Form,
    "rules": records.Rule,
    "platforms": records.Platform,
    "projects": records.Project,
    "policies": records.Policy,
    "reforms": records.Reform,
    "recipients": records.Recipient,
    "contacts": records.Contact,
}
_PLAIN = ("parameters", "holidays")

_DECIMAL = _or_none(Decimal)
_PERIOD = _or_none(Period.parse)
_CITY = _or_none(words.CityFigure)
_REVIVE: dict[type, dict[str, Revive]] = {
    records.Unit: {"aliases": tuple, "valid_from": _PERIOD, "valid_to": _PERIOD, "succeeds": tuple},
    records.Item: {
        "aliases": tuple,
        "kind": words.ItemKind,
        "tense": words.Tense,
        "low": _DECIMAL,
        "high": _DECIMAL,
        "sources": tuple,
        "city": words.CityFigure,
        "stages": tuple,
        "breaks": lambda values: tuple(map(Period.parse, values)),
    },
    records.Indicator: {
        "direction": words.Direction,
        "algorithm": words.Algorithm,
        "curve": lambda values: tuple(map(Decimal, values)),
        "timing": words.Timing,
        "growth": words.Growth,
        "city": _CITY,
        "ranking": words.Ranking,
        "weight": _DECIMAL,
    },
    records.Target: {
        "kind": words.TargetKind,
        "value": _DECIMAL,
        "high": _DECIMAL,
        "op": words.Op,
        "interpolation": words.Interpolation,
    },
    records.Share: {"value": Decimal},
    records.Task: {"indicators": tuple, "support": tuple, "providers": tuple},
    records.FormRow: {"reporters": tuple},
    records.FormColumn: {"content": words.Content, "aliases": tuple},
    records.Rule: {"severity": words.Severity},
    records.Project: {"total": Decimal, "planned": Decimal},
}
_REVIVE[records.Form] = {
    "kind": words.FormKind,
    "frequency": words.Frequency,
    "senders": tuple,
    "rows": _each(records.FormRow),
    "columns": _each(records.FormColumn),
}
