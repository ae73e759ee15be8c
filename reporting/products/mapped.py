"""What a receipt says of how a sheet was read: one sentence where all names stood as issued, else what differed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reporting.model.catalogue import Form
from reporting.model.records import Finding
from reporting.model.words import Severity

AS_ISSUED = "表头、行名与下发表式一致，按名称逐格取数。"
_RENAMED, _CONVERTED = "name-changed", "measure-changed"
# As many as stand on a few lines.
_MOST = 5


def mapped(form: Form | None, mapping: Sequence[tuple[str, str]], findings: Iterable[Finding]) -> str:
    """Say which words of the sheet were taken for what: headings first, then the rows and measures that differ.

    `mapping` holds cells and what they were taken for. Empty where nothing was taken from the sheet.
    """
    if not mapping or form is None:
        return ""
    odd = [one for one in findings if one.cell and one.severity is Severity.NOTE]
    renamed = {one.cell or "": one.found or "" for one in odd if one.code == _RENAMED}
    converted = [one for one in odd if one.code == _CONVERTED]
    if not converted and not renamed:
        return AS_ISSUED
    labels = {column.label for column in form.columns}
    told = [*_headings(mapping, labels, renamed), *_rows(mapping, labels, renamed)]
    told += [*_measures(converted), *_unread(mapping, renamed)]
    more = f"等{len(told)}处" if len(told) > _MOST else ""
    return "；".join(told[:_MOST]) + f"{more}。其余与下发表式一致。"


def _headings(mapping: Sequence[tuple[str, str]], labels: set[str], renamed: dict[str, str]) -> Iterator[str]:
    """Yield the headings that read otherwise, then where the others stand: so a column that slipped is seen."""
    heads = [(cell, word) for cell, word in mapping if word in labels]
    yield from (f"栏“{renamed[cell]}”（{cell}）→{word}" for cell, word in heads if renamed.get(cell))
    plain = "、".join(f"{cell}→{word}" for cell, word in heads if not renamed.get(cell))
    if plain:
        yield plain


def _rows(mapping: Sequence[tuple[str, str]], labels: set[str], renamed: dict[str, str]) -> Iterator[str]:
    rows = ((cell, word) for cell, word in mapping if word not in labels and renamed.get(cell))
    return (f"行“{renamed[cell]}”（{cell}）→{word}" for cell, word in rows)


def _unread(mapping: Sequence[tuple[str, str]], renamed: dict[str, str]) -> Iterator[str]:
    taken = {cell for cell, _ in mapping}
    return (f"“{words}”（{cell}）未对应，没有取数" for cell, words in renamed.items() if cell not in taken and words)


def _measures(converted: Iterable[Finding]) -> Iterator[str]:
    return (f"{one.cell}“{one.found}”→按{one.expected}换算" for one in converted if one.found and one.expected)
