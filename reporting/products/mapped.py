"""What a receipt says of how a sheet was read: one sentence where all names stood as issued, else what differed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reporting.model.catalogue import Catalogue
from reporting.model.records import Finding
from reporting.model.words import Severity

AS_ISSUED = "表头、行名与下发表式一致，按名称逐格取数。"
_RENAMED, _CONVERTED = "name-changed", "measure-changed"
# As many as stand on a few lines.
_MOST = 5

Pairs = Sequence[tuple[str, str]]


def mapped(catalogue: Catalogue, form: str, mapping: Pairs, findings: Iterable[Finding]) -> str:
    """Say which words of the sheet were taken for what: headings first, then the rows and measures that differ.

    `mapping` holds cells (`C4`, or `表!C4` where a form was on several sheets) and what they were taken for; what is
    no name of a column, item or unit there tells how the table lies. Empty where nothing was taken from the sheet.
    """
    found = catalogue.form_by_code.get(form)
    if not mapping or found is None:
        return ""
    odd = [one for one in findings if one.cell and one.severity is Severity.NOTE]
    renamed = {where: one.found or "" for one in odd if one.code == _RENAMED for where in _places(one)}
    converted = [one for one in odd if one.code == _CONVERTED]
    labels = {column.label for column in found.columns}
    names = {item.name for item in catalogue.items} | {unit.name for unit in catalogue.units}
    laid = [f"{word}（{cell}）" for cell, word in mapping if word not in labels and word not in names]
    if not (converted or renamed or laid):
        return AS_ISSUED
    told = [*laid, *_headings(mapping, labels, renamed), *_rows(mapping, names - labels, renamed)]
    told += [*_measures(converted), *_unread(mapping, odd)]
    more = f"等{len(told)}处" if len(told) > _MOST else ""
    return "；".join(told[:_MOST]) + f"{more}。其余与下发表式一致。"


def _places(finding: Finding) -> tuple[str, str]:
    return finding.cell or "", f"{finding.sheet}!{finding.cell}"


def _headings(mapping: Pairs, labels: set[str], renamed: Mapping[str, str]) -> Iterator[str]:
    """Yield the headings that read otherwise, then where the others stand: so a column that slipped is seen."""
    heads = [(cell, word) for cell, word in mapping if word in labels]
    yield from (f"栏“{renamed[cell]}”（{cell}）→{word}" for cell, word in heads if renamed.get(cell))
    plain = "、".join(f"{cell}→{word}" for cell, word in heads if not renamed.get(cell))
    if plain:
        yield plain


def _rows(mapping: Pairs, names: set[str], renamed: Mapping[str, str]) -> Iterator[str]:
    rows = ((cell, word) for cell, word in mapping if word in names and renamed.get(cell))
    return (f"行“{renamed[cell]}”（{cell}）→{word}" for cell, word in rows)


def _unread(mapping: Pairs, odd: Iterable[Finding]) -> Iterator[str]:
    taken = {cell for cell, _ in mapping}
    unknown = (one for one in odd if one.code == _RENAMED and one.found and taken.isdisjoint(_places(one)))
    return (f"“{one.found}”（{one.cell}）未对应，没有取数" for one in unknown)


def _measures(converted: Iterable[Finding]) -> Iterator[str]:
    return (f"{one.cell}“{one.found}”→按{one.expected}换算" for one in converted if one.found and one.expected)
