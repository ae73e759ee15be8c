"""One row of a catalogue sheet: its cells read as words, numbers, years …; what cannot be read is noted at the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Generic, TypeVar

from reporting.catalogue.faults import Faults, nearest
from reporting.model.grid import address
from reporting.model.names import normalised
from reporting.model.numbers import stored
from reporting.model.periods import Period, years_of

Word = TypeVar("Word", bound=StrEnum)
Record = TypeVar("Record")

_YES = frozenset({"是", "√", "✓", "1", "true", "y", "yes"})
_NO = frozenset({"", "否", "0", "false", "n", "no", "×"})
_SEPARATORS = "、,，;；\n"
_OPENING, _CLOSING = "(（〈<[【「《", ")）〉>]】」》"
_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?(?:[T ].*)?\Z")
# Day 0 of the serial numbers spreadsheets count dates in.
_SERIAL_ZERO = date(1899, 12, 30)
_LIFE = re.compile(r"(\d{4}(?:Q[1-4])?)?[—–－~～至-]+(\d{4}(?:Q[1-4])?)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text of each cell by heading."""

    sheet: str
    number: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    faults: Faults = field(repr=False)

    def where(self, heading: str) -> str:
        """Give the address of a cell: `目标!E12`; of the row's first cell where there is no such column."""
        return f"{self.sheet}!{address(self.number, self.columns.get(heading, 1))}"

    def fault(self, heading: str, what: str, mend: str) -> None:
        """Note a mistake at a cell of this row."""
        self.faults.add(self.where(heading), what, mend)

    def text(self, heading: str) -> str:
        """Give the text of a cell, empty where nothing stands."""
        return self.texts.get(heading, "")

    def needed(self, heading: str) -> str:
        """Give the text of a cell that must not be blank."""
        text = self.text(heading)
        if not text:
            self.fault(heading, f"“{heading}”没有填", f"请填写“{heading}”")
        return text

    def names(self, heading: str) -> tuple[str, ...]:
        """Give the names joined in a cell by 、; one inside brackets parts nothing: 各县〈市、区〉政府 is one."""
        return split_names(self.text(heading))

    def yes(self, heading: str) -> bool:
        """Read 是 or 否; blank is 否."""
        word = self.text(heading).lower()
        if word not in _YES | _NO:
            self.fault(heading, f"“{self.text(heading)}”既不是“是”也不是“否”", "请填“是”，或留空")
        return word in _YES

    def word(self, heading: str, kind: type[Word], default: Word | None = None) -> Word:
        """Read one word of a closed vocabulary; blank is the default, a fault where there is none."""
        text = normalised(self.text(heading))
        if not text and default is not None:
            return default
        words = {normalised(word.value): word for word in kind}
        if text not in words:
            given = f"“{self.text(heading)}”不是可用的{heading}" if text else f"“{heading}”没有填"
            self.fault(heading, given, f"请填其中之一：{'、'.join(words[key].value for key in words)}")
        return words.get(text) or default or next(iter(kind))

    def number_or_none(self, heading: str) -> Decimal | None:
        """Read a number; blank is None."""
        text = self.text(heading)
        if is_number(text):
            return read_number(text)
        self._unread(heading, "数", "请只填数字，单位不要写在里面")
        return None

    def amount(self, heading: str) -> Decimal:
        """Read a number that must be there."""
        self.needed(heading)
        return self.number_or_none(heading) or Decimal(0)

    def integer(self, heading: str, default: int | None = None) -> int:
        """Read a whole number; blank is the default, a fault where there is none."""
        text = self.text(heading) if default is not None else self.needed(heading)
        if text and not re.fullmatch(r"\d{1,9}", text):
            self._unread(heading, "整数", "请填整数")
            return default or 0
        return int(text) if text else default or 0

    def year(self, heading: str) -> int:
        """Read one year."""
        first, last = self.years(heading)
        if first != last:
            self._unread(heading, "年份", "请只填一个年份，如 2027")
        return last

    def years(self, heading: str) -> tuple[int, int]:
        """Read a year or a span of years, which must not run backwards; (0, 0) where that cannot be done."""
        text = self.needed(heading)
        try:
            return years_of(text) if text else (0, 0)
        except ValueError:
            self._unread(heading, "年份", "请写作 2027 或 2023-2027，起在前、止在后")
            return 0, 0

    def day(self, heading: str) -> date | None:
        """Read a day: `2023-10-07`, `2023年10月7日`, or the serial number a spreadsheet stores."""
        text = self.needed(heading)
        found = read_day(text)
        if text and found is None:
            self._unread(heading, "日期", "请写作 2023-10-07")
        return found

    def life(self, heading: str) -> tuple[Period | None, Period | None]:
        """Read 有效期: `2023Q1—`, `—2022Q4`, `2019—2024`; blank is without bounds."""
        text = re.sub(r"\s", "", self.text(heading))
        match = _LIFE.match(text) if text else None
        if not match:
            if text:
                self._unread(heading, "有效期", "请写作 2023Q1—、—2022Q4 或 2019—2024，不限则留空")
            return None, None
        first, last = (Period.parse(part) if part else None for part in match.groups())
        if first is not None and last is not None and last < first:
            self.fault(heading, f"有效期“{text}”止于开始之前", "请先写开始，再写结束")
        return first, last

    def periods(self, heading: str) -> tuple[Period, ...]:
        """Read periods joined by 、, each as 2023Q1 or 2023; earliest first."""
        found: list[Period] = []
        for text in self.names(heading):
            try:
                found.append(Period.parse(text))
            except ValueError:
                self.fault(heading, f"“{text}”不是能识别的报告期", "请写作 2023Q1 或 2023，多个用、隔开")
        return tuple(sorted(found))

    def unknown(self, heading: str, word: str, what: str, known: Mapping[str, str]) -> None:
        """Note a name that is not to be found in the sheet it refers to."""
        self.fault(
            heading, f"没有名为“{word}”的{what}{nearest(word, known.values())}", f"请改为“{what}”表中已有的名称或代码"
        )

    def _unread(self, heading: str, what: str, mend: str) -> None:
        text = self.text(heading)
        if text:
            self.fault(heading, f"“{text}”不是能识别的{what}", mend)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Record]):
    """A record and the row it was read from, so that later checks can point there."""

    record: Record
    row: Row


def split_names(text: str) -> tuple[str, ...]:
    """Part names at 、 and the like, but not inside brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign in _SEPARATORS and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(part.strip() for part in parts if part.strip())


def is_number(text: str) -> bool:
    """Whether a text is a plain number, thousands separators allowed."""
    try:
        return bool(text) and read_number(text).is_finite()
    except InvalidOperation:
        return False


def read_number(text: str) -> Decimal:
    """Read a plain number. Raises decimal.InvalidOperation for anything else."""
    return stored(re.sub(r"[,，\s]", "", text))


def read_day(text: str) -> date | None:
    """Read a day, None where the text is none."""
    match = _DATE.match(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        return _SERIAL_ZERO + timedelta(days=int(text)) if re.fullmatch(r"\d{5}", text) else None
    except ValueError:
        return None
