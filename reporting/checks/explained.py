"""explain-empty: a warning wants a 说明 beside its figure; too short a one, or 属实 and the like, is none (domain 7).

Warnings about the form as a whole may be explained in any 说明 of the form. One reason may stand beside many figures,
or be that of last quarter: whether it holds is for the clerk to say who reviews the form. Where a form offers no place
for a 说明 nothing is asked: a clerk of the bureau looks at the warning instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reporting.checks.paper import Paper
from reporting.checks.thresholds import Thresholds
from reporting.model.codes import BY_CODE
from reporting.model.records import Finding
from reporting.model.words import Content, FormKind, Severity

CODE = "explain-empty"
# These speak of the whole form, though one of them points at its first figure.
_OF_WHOLE_FORM = frozenset({"all-same", "list-gone", "id-closed", "data-hidden", "merge-in-data"})
_MARKS = re.compile(r"[\W_]+")
_SIGN = re.compile(r"[\u3400-\u9fff]")
# Something is said only where, 属实 and the like taken away, this share of the wanted length is left in signs that
# differ: neither figures alone, nor one word again and again, say why.
_REST = 2


def explained(paper: Paper, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Find the warnings among the findings of a form that nobody has explained, each cell once."""
    if not _can_explain(paper):
        return
    written = _explanations(paper)
    asked: set[tuple[str | None, str | None]] = set()
    # An error at a cell is mended first; one of the form as a whole leaves what else there is to say of it.
    wrong = {(found.sheet, found.cell) for found in findings if found.cell and found.severity is Severity.ERROR}
    for warning in findings:
        place = (warning.sheet, warning.cell)
        if warning.severity is not Severity.WARNING or place in wrong or place in asked:
            continue
        beside = written.get(place)
        texts = list(written.values()) if beside is None or warning.code in _OF_WHOLE_FORM else [beside]
        if not any(is_sufficient(text, paper.limits) for text in texts):
            asked.add(place)
            yield _finding(paper, warning, next((text for text in texts if text.strip()), ""))


def is_sufficient(text: str, limits: Thresholds) -> bool:
    """Whether a 说明 says something: long enough, and not only 属实, 无误, 已核实."""
    said = _MARKS.sub("", text)
    rest = said
    for word in sorted(limits.empty_words, key=lambda word: (-len(word), word)):
        rest = rest.replace(word, "")
    long_enough = len(said) >= limits.explanation_length
    return long_enough and len(set(_SIGN.findall(rest))) * _REST >= limits.explanation_length


def _finding(paper: Paper, warning: Finding, text: str) -> Finding:
    where = f"{warning.cell}单元格" if warning.cell else "本表"
    length = paper.limits.explanation_length
    state = f"现写“{text.strip()}”，没有说出原因" if text.strip() else "说明栏是空的"
    title = BY_CODE[warning.code].title if warning.code in BY_CODE else warning.code
    message = (
        f"{where}有疑问（{title}），{state}；数字有误的请更正，无误的请在同一行“说明”栏写明具体原因（不少于{length}个字），"
        "再重新报送。"
    )
    wanted = f"不少于{length}个字的说明"
    finding = paper.finding(CODE, message, cell=warning.cell, found=text.strip() or None, expected=wanted)
    return replace(finding, sheet=warning.sheet, unit=warning.unit)


def _can_explain(paper: Paper) -> bool:
    """Whether the form has a 说明; a list has one only when its columns say so."""
    listed = any(column.content is Content.EXPLANATION for column in paper.form.columns)
    return listed or paper.form.kind is not FormKind.LIST


def _explanations(paper: Paper) -> Mapping[tuple[str | None, str | None], str]:
    """Give what was written beside each cell that holds something."""
    written: dict[tuple[str | None, str | None], str] = {
        (found.sheet, found.cell): found.explanation for found in paper.reading.observations
    }
    labels = [column.label for column in paper.form.columns if column.content is Content.EXPLANATION]
    for entry in paper.reading.entries:
        text = "".join(entry.fields.get(label, "") for label in dict.fromkeys((*labels, Content.EXPLANATION)))
        for cell in entry.cells.values():
            written.setdefault((entry.sheet, cell), text)
    return written
