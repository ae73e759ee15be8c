"""`release PERIOD --by NAME`: number a period's bulletin and seal it, unless something is left undone.

What is sealed is what people made of the briefing, less the mark of a draft, with number, day and names put in; beside
it the workbook and the task tables as the ledger has them. Once sealed nothing of it is changed: a correction goes into
the next bulletin (docs/decisions/0055).
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import reporting
from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.compile import compile_period
from reporting.commands.corrected import Revised, corrected, revised_since
from reporting.commands.lay_out import lay_out
from reporting.commands.main_products import BRIEFING, TEMPLATES, main_products
from reporting.commands.make import made_from
from reporting.commands.make_pdf import make_pdf
from reporting.commands.numbering import draft_issue, next_issue
from reporting.commands.obstacles import Case, not_decided, obstacles
from reporting.commands.office import CATALOGUE, Office
from reporting.documents.issued import issued
from reporting.ledger import attachments, bulletins, submissions, versions
from reporting.ledger.book import Ledger
from reporting.model.bulletins import Bulletin, Issue, Sealed
from reporting.model.errors import Fault, UnreadableFile, UsageError
from reporting.model.figures import Compilation
from reporting.model.periods import Period
from reporting.narrative.story import story
from reporting.outbox import Delivery, laid
from reporting.products.briefing import issued_words
from reporting.products.marks import DRAFT, marks
from reporting.products.said import said, written

_LONGEST = 200
# What writes the bytes of products: with another version they may come out otherwise.
_LIBRARIES = ("jinja2", "lxml", "xlsxwriter")


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is to be sealed: products by name, which of them people had a hand in, and the people's files in them."""

    products: Mapping[str, bytes]
    edited: frozenset[str] = frozenset()
    taken: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def release(
    office: Office,
    period: str,
    *,
    by: str,
    drafted: str = "",
    checked: str = "",
    despite: str = "",
    pdf: bool = False,
) -> Answer:
    """Release a period's bulletin, or say what stands in the way: exit 1, nothing is changed."""
    when = office.period(period)
    names = [_said(text) for text in (by, drafted, checked, despite)]
    if not names[0]:
        raise UsageError("没有写明签发人", mend="请用 --by 写姓名")
    with office.ledger(writable=True) as book:
        before = bulletins.of(book, when)
        if before:
            return _already(office, book, before)
        compilation = compile_period(office, book, when)
        dated = replace(compilation, released=True, dated=office.now.date())
        issue = next_issue(book, dated, *names[:3])
        revised = revised_since(book, compilation, corrected(office, book))
        ready = _ready(office, book, compilation, dated, issue, revised)
        if ready.faults and not names[3]:
            return _refused(when, ready.faults)
        if pdf or office.settings.make_pdf or laid(office.outbox, when, BRIEFING.replace(".docx", ".pdf")):
            ready = replace(ready, products={**ready.products, **make_pdf(office, dict(ready.products))})
        one = _seal(office, book, dated, issue, revised, ready, names[3])
        delivery = lay_out(office, book, one, ready.taken)
    return _done(office, compilation, one, delivery, ready)


def libraries() -> Mapping[str, str]:
    """Give the versions of what writes products."""
    return {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def _ready(
    office: Office, book: Ledger, compilation: Compilation, dated: Compilation, issue: Issue, revised: Revised
) -> _Ready:
    """Make what is to be sealed, and find what stands in the way."""
    office.say(f"正在准备签发{compilation.period.label}简报……")
    made = {path: content() for path, content in main_products(office, dated, issue, revised.sentences)}
    faults = tuple(not_decided(office, compilation))
    if BRIEFING not in made:
        return _Ready(made, faults=faults)
    here = laid(office.outbox, compilation.period, BRIEFING)
    if here is None:
        mend = f"请先运行 run {compilation.period}，填写后再签发"
        return _Ready(made, faults=(*faults, Fault(BRIEFING, "还没有生成过", mend)))
    drafts = dict(main_products(office, compilation, draft_issue(book, compilation), revised.sentences))
    draft = drafts[BRIEFING]()
    edited = here.content != draft
    if edited:
        made[BRIEFING] = _issued(here.path, here.content, dated, issue)
    every = submissions.every(book, compilation.period)
    now = made_from(office, compilation, every, attachments.of(book, compilation.period))
    case = Case(office, dated, draft, here, made[BRIEFING], revised.sentences, now)
    return _Ready(
        made,
        frozenset({BRIEFING} if edited else ()),
        (hashlib.sha256(here.content).hexdigest(),),
        (*faults, *obstacles(book, case)),
    )


def _issued(path: str, content: bytes, dated: Compilation, issue: Issue) -> bytes:
    """Put number, day and names into what people made of the briefing, and take the mark of a draft off."""
    words = {**marks(dated), **issued_words(issue, dated.dated)}
    try:
        return issued(content, words, DRAFT).content
    except UnreadableFile:
        raise UsageError("人工改过的简报打不开", path, "请用 Word 或 WPS 另存为 .docx 后再签发") from None


def _seal(
    office: Office,
    book: Ledger,
    dated: Compilation,
    issue: Issue,
    revised: Revised,
    ready: _Ready,
    despite: str,
) -> Bulletin:
    """Keep all bytes, then enter the bulletin: cut off between, nothing is released."""
    names = [CATALOGUE, *(name for name in TEMPLATES if (office.templates / name).is_file())]
    told = written(said(dated, story(dated)))
    one = Bulletin(
        number=book.next_number("bulletins"),
        period=dated.period,
        issue=issue,
        despite=despite,
        sealed_at=office.now,
        program=reporting.__version__,
        catalogue=office.catalogue.sha256,
        templates={name: bulletins.keep(book, office.template(name), name) for name in names},
        libraries=libraries(),
        versions=tuple(found.number for found in versions.in_force(book, dated.period)),
        products={
            name: Sealed(bulletins.keep(book, content, name), name in ready.edited)
            for name, content in ready.products.items()
        },
        said=bulletins.keep(book, told, bulletins.SAID),
        told=revised.told,
        seen=bulletins.seen(book),
    )
    bulletins.seal(book, one)
    return one


def _said(text: str) -> str:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if len(words) > _LONGEST:
        raise UsageError("姓名或理由太长", mend=f"请写在{_LONGEST}字以内")
    return words


def _already(office: Office, book: Ledger, one: Bulletin) -> Answer:
    """Say that the period was released; what a cut-off release did not lay out is laid out now."""
    lay_out(office, book, one)
    mend = f"更正随下一期印发“数据修订说明”；签发后的影响见 bulletins {one.call}"
    fault = Fault(one.period.label, f"已于{one.sealed_at:%Y-%m-%d}作为{one.name}签发", mend)
    return _refused(one.period, (fault,), for_good=True)


def _refused(period: Period, faults: Sequence[Fault], *, for_good: bool = False) -> Answer:
    reasons = [{"what": one.what, "where": one.where, "mend": one.mend} for one in faults]
    lines = [f"{period.label}简报没有签发：", *(f"  {one}" for one in faults)]
    lines += [] if for_good else ["确需签发的，用 --despite 写明理由，记入台账。"]
    return Answer({"period": str(period), "number": None, "reasons": reasons}, "\n".join(lines), NOT_SO)


def _done(office: Office, compilation: Compilation, one: Bulletin, delivery: Delivery, ready: _Ready) -> Answer:
    folder = office.outbox / str(one.period)
    lines = [f"已签发：{one.name}（{one.period.label}），签发人{one.issue.signed}；成果已封存，见 {folder}"]
    lines += [f"  {path} 旁边的原文件有人修改过，未覆盖；封存的是它" for path in delivery.beside]
    lines += [f"  {path} 正被打开，未能写入。请关闭后运行一次 run {one.period}" for path in delivery.blocked]
    lines.append(f"  请再运行一次 run {one.period}：工作提示单随之去掉“征求意见稿”标记")
    lines += [f"  仍要签发的事项：{fault}" for fault in ready.faults]
    if not (one.issue.drafted and one.issue.checked):
        lines.append("  版记中的编辑、审核留有空白：下次用 --drafted、--checked 写明，或填在指标体系“联系人”表里")
    lacking = [found for found in compilation.standings if found.state in ("missing", "returned")]
    names = "、".join(f"{office.catalogue.unit_name(found.sender)} {found.form}" for found in lacking)
    lines += [f"  签发时未报或退回未改的报表{len(lacking)}张：{names}"] if lacking else []
    document = {**row(one, 0), "reasons": [{"what": f.what, "where": f.where, "mend": f.mend} for f in ready.faults]}
    return Answer(document, "\n".join(lines), NOT_SO if delivery.blocked else DONE)


def row(one: Bulletin, changes: int) -> dict[str, object]:
    """Give a bulletin as `bulletins` prints it."""
    return {
        "number": one.issue.number,
        "year": one.issue.year,
        "total": one.issue.total or None,
        "period": str(one.period),
        "sealed_at": one.sealed_at.isoformat(),
        "by": one.issue.signed,
        "drafted_by": one.issue.drafted or None,
        "checked_by": one.issue.checked or None,
        "despite": one.despite or None,
        "products": [{"file": name, "sha256": sealed.sha256} for name, sealed in sorted(one.products.items())],
        "changes": changes,
    }
