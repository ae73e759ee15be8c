"""`check FILE.docx`: what a document says that the ledger does not bear out (数字核校)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.compile import compile_period
from reporting.commands.corrected import corrected, revised_since
from reporting.commands.known import evidence_of
from reporting.commands.office import Office
from reporting.documents.pages import pages_of
from reporting.documents.paragraphs import paragraphs
from reporting.ledger.book import Ledger
from reporting.merge.merge import merge
from reporting.model.errors import UnreadableFile, UsageError
from reporting.model.figures import Compilation, Figure
from reporting.model.periods import Period
from reporting.model.proof import Doubt, Grid, Grounds, Passage
from reporting.narrative.story import story
from reporting.products.projectrows import project_rows
from reporting.proof.about import about, named
from reporting.proof.folding import bare, sentences
from reporting.proof.proof import proof

# Each further period that a document names costs a merge of its own.
_MOST_OTHERS = 4


def check(office: Office, file: Path, period: str | None = None) -> Answer:
    """Hold every figure of a document against the ledger; the document is read only."""
    content = _content(file)
    document = _read(file, content)
    when = office.period(period) if period else _period(document, file)
    with office.ledger(writable=False) as book:
        compilation = compile_period(office, book, when)
        revised = revised_since(book, compilation, corrected(office, book)).sentences
        doubts = doubts_of(office, book, document, compilation, revised)
    placed = _with_pages(content, doubts)
    return Answer([_row(one) for one in placed], _words(when, placed), NOT_SO if placed else DONE)


def doubts_of(
    office: Office,
    book: Ledger,
    document: Sequence[Passage | Grid],
    compilation: Compilation,
    revised: Sequence[str],
) -> tuple[Doubt, ...]:
    """Hold a document of the compilation's period against it, and against the other periods the document names.

    `revised` are the sentences in which its bulletin tells of corrections of earlier ones.
    """
    others = _others(office, book, compilation, named(document, compilation.period))
    return proof(document, grounds_of(compilation, others, revised))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise UsageError(f"“{file}”打不开", mend="请检查文件名和路径；文件正在 Word 里打开时先关闭") from None


def _read(file: Path, content: bytes) -> tuple[Passage | Grid, ...]:
    try:
        return paragraphs(content)
    except UnreadableFile:
        raise UsageError(f"“{file.name}”不是能读的 Word 文档", mend="请用 Word 或 WPS 另存为 .docx 后再核校") from None


def _period(document: Sequence[Passage | Grid], file: Path) -> Period:
    """Find what period a document is about: from its words, else from the folder of products it lies in."""
    found = about(document)
    if found is None:
        try:
            found = Period.parse(file.resolve().parent.name)
        except ValueError:
            mend = "请用 --period 指明，如 --period 2023Q3"
            raise UsageError(f"看不出“{file.name}”是哪个报告期的", mend=mend) from None
    return found


def _others(
    office: Office, book: Ledger, compilation: Compilation, periods: Iterable[Period]
) -> Mapping[Period, Mapping[tuple[str, str], Figure]]:
    """Merge the further periods that a document names, the latest where there are many."""
    wanted = [one for one in periods if one.last_day not in {known.last_day for known in compilation.earlier}]
    return {
        one: {(figure.code, figure.unit): figure for figure in merge(evidence_of(office, book, one), one)}
        for one in wanted[-_MOST_OTHERS:]
    }


def grounds_of(
    compilation: Compilation,
    others: Mapping[Period, Mapping[tuple[str, str], Figure]],
    revised: Sequence[str] = (),
) -> Grounds:
    """Gather what a document is held against: figures, what the program says itself, and what reporters wrote."""
    told = [sentence.text for section in story(compilation).values() for sentence in section]
    rows_of_lists = (*compilation.entries.values(), *compilation.carried.values())
    wrote = [text for found in rows_of_lists for held in found for text in held.entry.fields.values()]
    known = {bare(text[start:end]) for text in (*told, *wrote, *revised) for start, end in sentences(text)}
    rows = {
        bare(str(row["项目名称"])): {bare(label): str(text) for label, text in row.items()}
        for row in project_rows(compilation)
    }
    return Grounds(compilation, others, frozenset(known), rows)


def _with_pages(content: bytes, doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Say on which page each stands, where the document does not say so itself and a renderer is there to ask."""
    asked = {one.number for one in doubts if one.page is None}
    pages = pages_of(content, asked) if asked else {}
    return tuple(replace(one, page=one.page or pages.get(one.number)) for one in doubts)


def _row(one: Doubt) -> dict[str, object]:
    return {
        "page": one.page,
        "sentence": one.sentence,
        "found": one.found,
        "expected": one.expected,
        "kind": one.kind,
    }


def _words(period: Period, doubts: Sequence[Doubt]) -> str:
    if not doubts:
        return f"与{period.label}台账核对，没有发现不符之处。"
    head = f"与{period.label}台账核对，有{len(doubts)}处不符，请逐处改正或核实："
    return "\n".join([head, *(_line(one) for one in doubts)])


def _line(one: Doubt) -> str:
    place = f"第{one.page}页" if one.page else "页码不详"
    held = f"台账为“{one.expected}”" if one.expected else "台账没有对应的数"
    return f"{place}　{one.kind.spoken}：“{one.found}”，{held}　——{one.sentence}"
