"""`settings check`: try what the settings ask for, one thing after another, and say what works and what does not.

The settings and the catalogue themselves were read before: a mistake there is told with its line or cell, and no more
is tried.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from reporting.commands.addresses import open_to
from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.main_products import BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT
from reporting.commands.make import RECEIPT
from reporting.commands.office import CATALOGUE, Office
from reporting.commands.send import server_of
from reporting.documents.page import page_faults
from reporting.documents.profiles import PROFILES
from reporting.documents.render import renderer
from reporting.documents.typefaces import STAND_INS, installed
from reporting.ledger.versions import latest
from reporting.mail.imap import opened
from reporting.mail.smtp import connected
from reporting.model.errors import ReportingError, TemplateError, UnreadableFile
from reporting.model.settings import IMAP
from reporting.package.archive import Archive

_FOLDERS = ("inbox", "outbox", "logs", "ledger")


@dataclass(frozen=True, slots=True)
class _Tried:
    """One thing that was tried: whether it works, what was found, and the mend where it does not; all in Chinese."""

    what: str
    ok: bool
    found: str
    mend: str = ""


def settings_check(office: Office) -> Answer:
    """Try everything; exit 1 where something that is asked for does not work."""
    tried = []
    for check in (_catalogue, _folders, _templates, _ledger, _libreoffice, _typefaces, _receiving, _sending):
        for one in check(office):
            office.say(f"{'✓' if one.ok else '✗'} {one.what}")
            tried.append(one)
    failed = sum(not one.ok for one in tried)
    lines = [f"{'可用' if one.ok else '不行'}　{one.what}：{one.found}" + _mended(one) for one in tried]
    lines.append(
        f"共{len(tried)}项，{failed}项不行，请按说明处理后再查一次。" if failed else f"共{len(tried)}项，都可用。"
    )
    return Answer([asdict(one) for one in tried], "\n".join(lines), NOT_SO if failed else DONE)


def _mended(one: _Tried) -> str:
    return "" if one.ok or not one.mend else f"。{one.mend}"


def _catalogue(office: Office) -> Iterator[_Tried]:
    yield _Tried("设置 config.ini", ok=True, found="读得通，没有错项")
    forms, units = len(office.catalogue.forms), len(office.catalogue.units)
    yield _Tried(f"指标体系 templates/{CATALOGUE}", ok=True, found=f"{units}个单位，{forms}张报表")


def _folders(office: Office) -> Iterator[_Tried]:
    for name in _FOLDERS:
        fault = _not_writable(office.home / name)
        mend = "请检查这个文件夹的写权限和磁盘空间；在共享盘上的，检查网络"
        yield _Tried(f"文件夹 {name}", ok=not fault, found=fault or "可以写入", mend=mend)


def _not_writable(folder: Path) -> str:
    """Say why nothing can be written into a folder, made where it is not there; empty where it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".reporting.", suffix=".tmp") as file:
            file.write(b"-")
            file.flush()
    except OSError as fault:
        return f"写不进（{fault.strerror or fault}）"
    return ""


def _templates(office: Office) -> Iterator[_Tried]:
    for name in (TASKTABLE, TASKTABLE_DOCUMENT, BRIEFING, RECEIPT):
        what = f"模板 templates/{name}"
        try:
            content = office.template(name)
            Archive(content)
            page = _page_of(content) if name == BRIEFING else ""
        except TemplateError as fault:
            yield _Tried(what, ok=False, found=fault.what, mend=fault.mend)
        except (UnreadableFile, OSError):
            mend = "请用 Word 或 Excel 打开看看；坏了的，从安装目录的 templates/ 中复制一份"
            yield _Tried(what, ok=False, found="读不出", mend=mend)
        else:
            yield _Tried(what, ok=True, found=f"读得通{page}")


def _page_of(content: bytes) -> str:
    """Say whether a briefing's page is that of the standard; a bureau may have reasons for another."""
    faults = page_faults(content, PROFILES["简报"])
    return f"；版面与 GB/T 9704—2012 不同：{'，'.join(faults)}" if faults else "，版面合 GB/T 9704—2012"


def _ledger(office: Office) -> Iterator[_Tried]:
    what = "台账（数据库服务器）" if office.settings.ledger_url else "台账（ledger 文件夹）"
    try:
        with office.ledger(writable=False) as book:
            newest = latest(book)
    except ReportingError as fault:
        yield _Tried(what, ok=False, found=fault.what, mend=fault.mend)
    else:
        yield _Tried(what, ok=True, found=f"连得上，最近一期是{newest.label}" if newest else "连得上，还没有数据")


def _libreoffice(office: Office) -> Iterator[_Tried]:
    place, wanted = renderer(), office.settings.make_pdf
    found = f"在 {place}" if place else "没有安装" + ("" if wanted else "；不生成 PDF，用不着")
    mend = "请安装 LibreOffice，或把 config.ini [pdf] make 改为 no"
    yield _Tried("LibreOffice", ok=place is not None or not wanted, found=found, mend=mend)


def _typefaces(office: Office) -> Iterator[_Tried]:
    """Typefaces matter to PDFs made here; Word has its own on the machine that prints."""
    here, wanted = installed(), office.settings.make_pdf
    missing = [name for name in STAND_INS if here and name not in here]
    if not here:
        found = "这台电脑上查不出；请在 Word 的字体列表里核对" + "、".join(STAND_INS)
    else:
        found = f"缺少{'、'.join(missing)}" if missing else "齐全"
        found += "；不生成 PDF，用不着" if missing and not wanted else ""
    mend = "请安装这些字体；不装的，PDF 用相近字体代替，换行可能与正式印发的不同"
    yield _Tried("公文字体", ok=not (missing and wanted), found=found, mend=mend)


def _receiving(office: Office) -> Iterator[_Tried]:
    settings = office.settings
    if settings.mail_in != IMAP:
        yield _Tried("收信", ok=True, found="从 inbox 文件夹收取，不连邮箱")
        return

    def tried() -> str:
        with opened(settings, office.home):
            return f"{settings.imap_host} 连得上，{settings.imap_user} 登录成功，文件夹“{settings.imap_folder}”打得开"

    yield _reached("收信邮箱", tried)


def _sending(office: Office) -> Iterator[_Tried]:
    settings = office.settings
    if not settings.smtp_host:
        yield _Tried("发信", ok=True, found="写成 outbox/mail 里的文件，不连服务器")
        return

    def tried() -> str:
        with connected(server_of(office), open_to(office.catalogue)):
            held = "" if settings.smtp_send else "；send = no，现在只排队，不发出"
            return f"{settings.smtp_host} 连得上，加密和登录都成功{held}"

    yield _reached("发信邮箱", tried)


def _reached(what: str, tried: Callable[[], str]) -> _Tried:
    try:
        return _Tried(what, ok=True, found=tried())
    except ReportingError as fault:
        where = f"（{fault.where}）" if fault.where else ""
        return _Tried(what, ok=False, found=f"{fault.what}{where}", mend=fault.mend)
