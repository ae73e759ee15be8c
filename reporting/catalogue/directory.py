"""Who is who in the workbook: names, aliases and codes to codes, made before any reference is resolved.

A word that could mean two records is a fault here, so that no later reader need choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporting.catalogue.row import Row
from reporting.catalogue.table import Tables
from reporting.model.names import normalised

# Names of indicators are their own plan's: without the plans nobody can say which is meant.
_NAMED_WITHIN = {"指标": ("规划",)}
# Codes stand in file names, in the stamp of issued forms and on the command line.
_CODE = re.compile(r"[\w.\-]+\Z")


@dataclass(frozen=True, slots=True)
class Register:
    """One table's words: normalised code, name or alias → code; `words` keeps the spelling, for mends.

    `whole` is false where the table could not be read, so that nobody can say what is unknown.
    """

    what: str
    codes: Mapping[str, str]
    words: Mapping[str, str]
    whole: bool

    def find(self, word: str) -> str | None:
        """Give the code a word stands for."""
        return self.codes.get(normalised(word))

    def note_unknown(self, row: Row, heading: str, word: str) -> None:
        """Note a word that is not in the table."""
        if self.whole:
            row.unknown(heading, word, self.what, self.words)


@dataclass(frozen=True, slots=True)
class Directory:
    """The registers of all tables that others refer to; `kinds` are the 类型 of units and the codes of each."""

    plans: Register
    units: Register
    items: Register
    forms: Register
    indicators: Mapping[str, Register]
    kinds: Mapping[str, tuple[str, ...]]

    def one(self, register: Register, row: Row, heading: str, *, required: bool = False) -> str:
        """Resolve the one name in a cell to its code; empty where it is blank or, noted as a fault, unknown."""
        word = row.needed(heading) if required else row.text(heading)
        code = register.find(word) if word else ""
        if code is None:
            register.note_unknown(row, heading, word)
        return code or ""

    def many(self, register: Register, row: Row, heading: str) -> tuple[str, ...]:
        """Resolve the names in a cell to codes, in order, unknown ones noted as faults."""
        whole = register.find(row.text(heading)) if row.text(heading) else None
        if whole is not None:
            return (whole,)
        found = {word: register.find(word) for word in row.names(heading)}
        for word, code in found.items():
            if code is None:
                register.note_unknown(row, heading, word)
        return tuple(dict.fromkeys(code for code in found.values() if code is not None))

    def units_or_kinds(self, row: Row, heading: str) -> tuple[str, ...]:
        """Resolve names of units and kinds of unit (区县) to codes of units, in order."""
        codes: list[str] = []
        for word in row.names(heading):
            unit = self.units.find(word)
            if unit is None and normalised(word) not in self.kinds:
                self.units.note_unknown(row, heading, word)
            codes.extend([unit] if unit is not None else self.kinds.get(normalised(word), ()))
        return tuple(dict.fromkeys(codes))

    def indicator_register(self, plan: str) -> Register:
        """Give the indicators a name may mean: those of a plan, or all where no plan is given."""
        return self.indicators.get(plan) or self.indicators[""]

    def is_indicator(self, word: str) -> bool:
        """Whether a word names an indicator of any plan."""
        return any(register.find(word) for register in self.indicators.values())


def directory(tables: Tables) -> Directory:
    """Make the registers of the workbook, noting codes and names that stand for two things."""
    plans = _register("规划", tables)
    _check_shared(tables)
    return Directory(
        plans,
        _register("单位", tables, aliases="别名"),
        _register("数据项", tables, aliases="别名"),
        _register("报表", tables),
        _indicators(tables, plans),
        _kinds(tables["单位"]),
    )


def _register(what: str, tables: Tables, rows: Iterable[Row] | None = None, aliases: str = "") -> Register:
    """Make the register of a table, or of some of its rows."""
    whole = not tables.broken & {what, *_NAMED_WITHIN.get(what, ())}
    codes: dict[str, str] = {}
    words: dict[str, str] = {}
    owners: dict[str, Row] = {}
    for row in tables[what] if rows is None else rows:
        code = row.needed("代码")
        if not code:
            continue
        _check_code(row, code)
        for heading, word in _words_of(row, aliases):
            key = normalised(word)
            owner = owners.setdefault(key, row)
            if owner is not row:
                row.fault(heading, f"“{word}”与第{owner.number}行重复", "请改名，或删去其中一处")
                continue
            codes[key], words[key] = code, word
    return Register(what, codes, words, whole)


def _words_of(row: Row, aliases: str) -> list[tuple[str, str]]:
    words = [("代码", row.text("代码")), ("名称", row.needed("名称"))]
    if aliases:
        words += [(aliases, alias) for alias in row.names(aliases)]
    return [(heading, word) for heading, word in words if word]


def _check_code(row: Row, code: str, heading: str = "代码") -> None:
    if not _CODE.match(code):
        row.fault(heading, f"代码“{code}”含有不能用的符号", "代码只用字母、数字、汉字、下划线、连字符和点")


def _check_shared(tables: Tables) -> None:
    """Note codes that an item and an indicator share: both are asked for by code in the same answers."""
    items = {normalised(row.text("代码")): row for row in tables["数据项"] if row.text("代码")}
    for row in tables["指标"]:
        other = items.get(normalised(row.text("代码")))
        if other is not None:
            row.fault("代码", f"代码“{row.text('代码')}”已用于数据项（{other.where('代码')}）", "请给指标另取代码")


def _indicators(tables: Tables, plans: Register) -> Mapping[str, Register]:
    """Make a register for each plan, as two plans may name the same indicator, and one of all for the key ''."""
    by_plan: dict[str, list[Row]] = {}
    for row in tables["指标"]:
        by_plan.setdefault(plans.find(row.text("规划")) or row.text("规划"), []).append(row)
    registers = {plan: _register("指标", tables, own) for plan, own in by_plan.items()}
    _check_codes_alone(tables["指标"])
    return registers | {"": _unambiguous(registers.values(), whole=not tables.broken & {"指标", "规划"})}


def _check_codes_alone(rows: Iterable[Row]) -> None:
    """Note codes that two plans share; within a plan that is noted already."""
    seen: dict[str, Row] = {}
    for row in rows:
        code = normalised(row.text("代码"))
        first = seen.setdefault(code, row)
        if code and first.text("规划") != row.text("规划"):
            row.fault(
                "代码",
                f"代码“{row.text('代码')}”与第{first.number}行重复",
                "各规划的指标请用各自的代码，如 315-4、145-9",
            )


def _unambiguous(registers: Iterable[Register], *, whole: bool) -> Register:
    """Join the registers of all plans, leaving out names that mean an indicator in more than one."""
    codes: dict[str, str] = {}
    words: dict[str, str] = {}
    doubled: set[str] = set()
    for register in registers:
        doubled |= codes.keys() & register.codes.keys()
        codes.update(register.codes)
        words.update(register.words)
    kept = {key: code for key, code in codes.items() if key not in doubled}
    return Register("指标", kept, {key: word for key, word in words.items() if key in kept}, whole)


def _kinds(rows: Iterable[Row]) -> Mapping[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in rows:
        if row.text("代码") and row.text("类型"):
            kinds.setdefault(normalised(row.text("类型")), []).append(row.text("代码"))
    return {kind: tuple(codes) for kind, codes in kinds.items()}
