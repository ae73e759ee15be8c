"""Make a period's products, and the manifest that says what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import reporting
from reporting.commands.office import CATALOGUE, Office
from reporting.documents.chart import ChartData
from reporting.documents.render import render
from reporting.ledger import findings, originals, submissions
from reporting.ledger.book import Ledger
from reporting.model.errors import TemplateError
from reporting.model.figures import Compilation
from reporting.model.filenames import safe_filename
from reporting.model.records import Submission
from reporting.model.words import Verdict
from reporting.narrative.story import story
from reporting.products.briefing import briefing
from reporting.products.receipt import receipt
from reporting.products.returned import returned
from reporting.products.tasktable import tasktable_docx, tasktable_xlsx
from reporting.products.workbook.workbook import workbook
from reporting.sheets.write import Draft

WORKBOOK, TASKTABLE, TASKTABLE_DOCUMENT, BRIEFING, RECEIPT = (
    "汇总表.xlsx",
    "指标任务表.xlsx",
    "指标任务表.docx",
    "季度简报.docx",
    "回执.docx",
)

Made = dict[str, bytes]


def make(
    office: Office, book: Ledger, compilation: Compilation, *, pdf: bool = False
) -> tuple[Made, Mapping[str, object]]:
    """Make every product of the period, by path below its folder, and say what went into them.

    With `pdf`, or where the settings ask for it, the documents come as PDF too.
    """
    office.say(f"正在生成{compilation.period.label}的成果……")
    versions = submissions.every(book, compilation.period)
    made: Made = {WORKBOOK: workbook(compilation)}
    if compilation.catalogue.tasks:
        made[TASKTABLE] = tasktable_xlsx(_template(office, TASKTABLE), compilation)
        made[TASKTABLE_DOCUMENT] = tasktable_docx(_template(office, TASKTABLE_DOCUMENT), compilation)
    if any(one.key for one in compilation.catalogue.indicators):
        number = _number(compilation)
        made[BRIEFING] = briefing(_template(office, BRIEFING), compilation, story(compilation), number, chart_book)
    if office.settings.make_pdf or pdf:
        made |= _printed(office, made)
    for version in versions:
        made |= _answers(office, book, version)
    return made, _manifest(office, compilation, versions)


def chart_book(data: ChartData) -> bytes:
    """Write the workbook that Word opens behind a chart, holding what the chart shows."""
    draft = Draft(data.title)
    page = draft.page("图表数据")
    for row, values in enumerate(data.table, start=1):
        page.put_row(row, values, "plain")
    page.fit(1, data.categories)
    return draft.content()


def _answers(office: Office, book: Ledger, version: Submission) -> Made:
    """Make the receipt of one version and, where it was returned, the sender's own file with the faults marked."""
    sender = office.catalogue.unit_name(version.sender)
    found = findings.of_submission(book, version.number)
    name = f"{safe_filename(sender)}/{version.form}-第{version.version}版"
    mapping = submissions.mapping_of(book, version.number)
    bureau, demo = office.settings.bureau, office.settings.demo
    shown = receipt(_template(office, RECEIPT), office.catalogue, version, found, mapping, bureau=bureau, demo=demo)
    made = {f"receipts/{name}.docx": shown}
    if version.verdict is Verdict.RETURNED:
        file = version.file.rsplit("/", 1)[-1]
        content = returned(originals.content(book, version.sha256), file, found)
        if content is not None:
            ending = file.rsplit(".", 1)[-1].lower() if "." in file else "xlsx"
            made[f"returned/{name}.{ending}"] = content
    return made


def _printed(office: Office, made: Made) -> Made:
    """Render the documents; where that cannot be done people are told why, and the pass goes on."""
    printed: Made = {}
    for name in (BRIEFING, TASKTABLE_DOCUMENT):
        if name not in made:
            continue
        office.say(f"正在把“{name}”转成 PDF……")
        rendered = render(made[name], ".docx")
        if rendered.content is None:
            office.say(f"{rendered.reason}；其余成果不受影响")
            break
        printed[name.replace(".docx", ".pdf")] = rendered.content
    return printed


def _template(office: Office, name: str) -> bytes:
    """Read a template of staff's; one that is gone is told, with where to get it back."""
    path = office.templates / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        mend = "请从安装目录的 templates/ 中复制一份"
        raise TemplateError(f"缺少模板“{name}”", f"templates/{name}", mend) from None


def _number(compilation: Compilation) -> int | None:
    """Give the briefing's number in its year, where the catalogue sets it (期号-2023Q3)."""
    text = compilation.catalogue.parameter.get(f"期号-{compilation.period}", "")
    return int(text) if text.isdigit() else None


def _manifest(office: Office, compilation: Compilation, versions: tuple[Submission, ...]) -> Mapping[str, object]:
    """Say what the products were made from: program, catalogue, templates, and every version of the period."""
    return {
        "program": reporting.__version__,
        "catalogue": {"file": f"templates/{CATALOGUE}", "sha256": compilation.catalogue.sha256},
        "templates": {
            name: _hash(office.templates / name)
            for name in (TASKTABLE, TASKTABLE_DOCUMENT, BRIEFING, RECEIPT)
            if (office.templates / name).is_file()
        },
        "dated": compilation.dated.isoformat(),
        "inputs": [_input(compilation, one) for one in versions],
    }


def _input(compilation: Compilation, one: Submission) -> Mapping[str, object]:
    return {
        "sender": compilation.catalogue.unit_name(one.sender),
        "form": one.form,
        "version": one.version,
        "verdict": one.verdict,
        "sha256": one.sha256,
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
