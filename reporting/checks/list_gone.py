"""list-gone: rows of the last list in force that are no longer there, said in one finding.

What the last list itself says has expired by now (有效期至) is no longer there rightly. A few more enterprises may have
moved or been cancelled, as a stock may fall (期末数下降容忍比例, 期末数下降容忍数): that is told, and not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from reporting.checks.list_keys import code_labels, key_label, name_label, same_key
from reporting.checks.paper import Paper
from reporting.model.catalogue import Form
from reporting.model.periods import Period
from reporting.model.records import Finding
from reporting.model.words import Content, FormKind, Severity

_CODE = "list-gone"
# A clerk can look up this many by hand from one sentence; the rest he finds by comparing the two lists.
_NAMED = 5
_EXPIRY = ("有效期", "到期")
_DATE = re.compile(r"((?:19|20)\d{2})(?:\D{0,2}(\d{1,2}))?(?:\D{1,2}(\d{1,2}))?\D*(?:00:00:00)?")
_DAYS_SINCE = date(1899, 12, 30)  # from which spreadsheets count the days
_MONTHS = 12


def list_gone(paper: Paper) -> Iterator[Finding]:
    """Find the rows that vanished."""
    reading = paper.reading
    nothing = reading.has_figures and reading.mapping  # the list was found, and says 无
    if paper.form.kind is not FormKind.LIST or not (reading.entries or nothing):
        return
    before = paper.history.rows.get((paper.form.code, paper.sender.code), {})
    here = {same_key(paper.form, entry.key) for entry in reading.entries}
    vanished = {key: row for key, row in sorted(before.items()) if same_key(paper.form, key) not in here}
    label = _expiry_label(paper.form)
    lost = {key: row for key, row in vanished.items() if not has_expired(row.get(label, ""), paper.period)}
    if lost:
        yield _finding(paper, lost, len(vanished) - len(lost), len(before))


def has_expired(text: str, period: Period) -> bool:
    """Whether 有效期至 (`2023-09`, `2023年9月30日`, a spreadsheet's day number) is over by the period's end."""
    until = _last_day(text.strip())
    return until is not None and until <= period.last_day


def _last_day(text: str) -> date | None:
    """Give the last day of the year, month or day a text names, None where it names none."""
    if text.isdecimal() and len(text) == 5:
        return _DAYS_SINCE + timedelta(days=int(text))
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or _MONTHS), found[3]
    try:
        if day:
            return date(year, month, int(day))
        return date(year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def _finding(paper: Paper, lost: Mapping[str, Mapping[str, str]], expired: int, before: int) -> Finding:
    name = name_label(paper.form)
    named = [f"{row.get(name, '').strip()}（{key}）" if row.get(name, "").strip() else key for key, row in lost.items()]
    words = "、".join(named[:_NAMED]) + ("等" if len(lost) > _NAMED else "")
    aside = f"（另有{expired}行有效期已满，不用说明）" if expired else ""
    few = bool(code_labels(paper.form)) and len(lost) <= max(before * paper.limits.fall_share, paper.limits.fall_count)
    message = f"上期名录中的{len(lost)}行本期没有了{aside}：{words}；漏报的请补上，{_honest(paper, few=few)}。"
    found, expected = f"少{len(lost)}行", f"上期{before}行"
    return paper.finding(_CODE, message, found=found, expected=expected, severity=Severity.NOTE if few else None)


def _honest(paper: Paper, *, few: bool) -> str:
    if few:
        return "确已到期、取消、迁出或终止的不用改"
    listed = any(column.content is Content.EXPLANATION for column in paper.form.columns)
    what = "请在“说明”栏写明" if listed else "不用改，由市局审核人核对"
    return f"确已到期、取消、迁出或终止的{what}"


def _expiry_label(form: Form) -> str:
    """Give the heading of the column that says until when a row is valid."""
    if not key_label(form):
        return ""
    columns = ((column.label, (column.label, *column.aliases)) for column in form.columns)
    return next((label for label, words in columns if any(sign in word for word in words for sign in _EXPIRY)), "")
