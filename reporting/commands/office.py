"""An office: one home with its settings and catalogue, opened once for a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from reporting.catalogue.keep import load_kept
from reporting.ledger.book import Ledger, opened
from reporting.model.catalogue import Catalogue, Form, Unit
from reporting.model.errors import TemplateError, UsageError
from reporting.model.names import normalised
from reporting.model.periods import Period
from reporting.model.settings import Settings, read

CATALOGUE = "指标体系.xlsx"


@dataclass(frozen=True)
class Office:
    """A home as a command finds it; `say` tells people how long work goes on, on standard error.

    `kept` are templates that take the place of those in the folder: a sealed bulletin is made again from its own.
    """

    home: Path
    settings: Settings
    catalogue: Catalogue
    now: datetime
    say: Callable[[str], None]
    kept: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def inbox(self) -> Path:
        """Where files arrive."""
        return self.home / "inbox"

    @property
    def outbox(self) -> Path:
        """Where products lie."""
        return self.home / "outbox"

    @property
    def templates(self) -> Path:
        """Where staff keep the catalogue and the templates."""
        return self.home / "templates"

    @cached_property
    def holidays(self) -> Mapping[date, bool]:
        """The days the catalogue says are worked or free, whatever the published calendar says."""
        return dict(self.catalogue.holidays)

    def template(self, name: str) -> bytes:
        """Read a template of staff's; one that is gone is told, with where to get it back."""
        if name in self.kept:
            return self.kept[name]
        try:
            return (self.templates / name).read_bytes()
        except FileNotFoundError:
            mend = "请从安装目录的 templates/ 中复制一份"
            raise TemplateError(f"缺少模板“{name}”", f"templates/{name}", mend) from None

    def ledger(self, *, writable: bool, as_of: datetime | None = None) -> AbstractContextManager[Ledger]:
        """Open the ledger where the settings say it is; `as_of` an instant, a reader sees what was known by then."""
        return opened(self.home, writable=writable, url=self.settings.ledger_url, as_of=as_of)

    def period(self, text: str) -> Period:
        """Read a period as typed."""
        try:
            return Period.parse(text)
        except ValueError:
            mend = "报告期写作 2023Q3（季度）或 2022（年度）"
            raise UsageError(f"报告期“{text}”无法识别", mend=mend) from None

    def unit(self, word: str) -> Unit:
        """Find a unit by name, alias or code, as typed."""
        unit = self.catalogue.unit_by_word.get(normalised(word))
        if unit is None:
            raise UsageError(f"没有名为“{word}”的单位", mend="请用指标体系“单位”表中的名称、别名或代码")
        return unit

    def form(self, word: str) -> Form:
        """Find a form by code or name, as typed."""
        form = self.catalogue.form_by_word.get(normalised(word))
        if form is None:
            raise UsageError(f"没有名为“{word}”的报表", mend="请用指标体系“报表”表中的代码或名称")
        return form


def open_office(home: Path, now: datetime, say: Callable[[str], None]) -> Office:
    """Open a home: settings, then catalogue; a folder that is no home is refused with the mend."""
    workbook = home / "templates" / CATALOGUE
    if not workbook.is_file():
        raise UsageError(
            f"“{home}”不是工作目录", f"缺少 templates/{CATALOGUE}", "请先运行 init 建立，或用 --home 指明目录"
        )
    settings = read(home / "config.ini")
    catalogue = load_kept(workbook, home / "ledger" / "catalogue")
    return Office(home, settings, catalogue, now, say)
