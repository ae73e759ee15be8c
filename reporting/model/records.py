"""What passes between the stages: arrivals, readings, submissions, observations, entries and findings. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from reporting.model.grid import Area
from reporting.model.periods import Period
from reporting.model.words import Content, Outcome, Scope, Severity, State, Verdict


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell that is to be filled, all by code: empty where it is of no item, of no unit or of no row's key.

    `column` is the column's label, or the word of the foot line (填表人 …).
    """

    form: str
    item: str
    unit: str
    key: str
    column: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came in: `name` is its path under the inbox, with `/`; members of an archive `a.zip/b.xlsx`."""

    name: str
    content: bytes = field(repr=False)
    sha256: str
    received_at: datetime

    @property
    def suffix(self) -> str:
        """The ending as sent, lower case, with its dot; empty where there is none."""
        last = self.name.rsplit("/", 1)[-1]
        return f".{last.rsplit('.', 1)[1].lower()}" if "." in last.strip(".") else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a workbook: a sheet, or an area of one where it holds more than one table."""

    sheet: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sheet says it is, in names of the catalogue: codes of form and sender, the period, and its stamp.

    `form_version` is the version the stamp names, empty where there is no stamp. `parts` are all pieces of the workbook
    that are this form, `sheet` being the first one's; without any it is the whole sheet.
    """

    form: str
    sender: str
    period: Period
    sheet: str
    form_version: str = ""
    parts: tuple[Part, ...] = ()


class Observation(NamedTuple):
    """One value, or why there is none, at one cell: unit × item × period × key × content.

    `unit` is the code of the unit whose figure it is, `item` the item's code, `period` the period the value is of
    (that of last year's figure is a year earlier). `content` tells this period's figure from the last year's figure
    that the same form gives on its own basis. `value` is in the item's measure. `text` is what stands in the cell.

    A form has hundreds: a tuple with names is made in a third of the time of a dataclass.
    """

    unit: str
    item: str
    period: Period
    value: Decimal | None
    state: State
    text: str
    sheet: str
    cell: str
    content: Content = Content.NOW
    key: str = ""
    nature: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: `fields` and `cells` are by column label; `key` is the row's own number or code."""

    form: str
    unit: str
    key: str
    sheet: str
    row: int
    fields: Mapping[str, str]
    cells: Mapping[str, str]
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A clerk's word that a finding no longer counts: by whom, when, and the reason."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt, at a cell. `sender` and `unit` are names as people see them; sheet and cell None for files.

    `message` is one Chinese sentence a clerk can act on; `source` is the rule's source (文号, 校验编号, standard).
    `waived` is set where a clerk has waived it: it is still told, and decides nothing any more.
    """

    code: str
    severity: Severity
    message: str
    scope: Scope = Scope.OWN
    sender: str | None = None
    unit: str | None = None
    form: str | None = None
    period: Period | None = None
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    expected: str | None = None
    source: str = ""
    waived: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One form read from one sheet, before it is checked: what it claims, holds, and what was odd about it.

    `mapping` says which words of the sheet were taken for what: (`C4`, `本期`) …; `signers` holds 填表人 and the like.
    `has_figures` is false for a form that came back as empty as it was sent out.
    """

    claim: Claim
    observations: tuple[Observation, ...] = ()
    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    signers: Mapping[str, str] = field(default_factory=dict)
    mapping: tuple[tuple[str, str], ...] = ()
    has_figures: bool = True


@dataclass(frozen=True, slots=True)
class Submission:
    """One form from one sender for one period, in one version, as it lies in the ledger.

    `number` is the ledger's own. `sender` and `form` are codes. `version` counts from 1 for each sender, form and
    period. `file` is the name under the inbox, `sha256` that of the original it was read from.
    """

    number: int
    sender: str
    form: str
    period: Period
    version: int
    verdict: Verdict
    received_at: datetime
    late_days: int
    file: str
    sha256: str
    sheet: str
    form_version: str = ""
    signers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a pass did with one file of the inbox, as `run --json` prints it."""

    file: str
    sha256: str | None
    outcome: Outcome
    submissions: tuple[Submission, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one form of one sender stands for a period, as `status` prints it; sender and form are codes.

    `state` is `missing`, `returned`, `review` or `accepted`, of the newest version; `in_force` is the number of the
    version whose figures count, None where there is none. `late_days` counts working days of the newest version.
    `stamped` says whether a scan of the stamped form is there.
    """

    sender: str
    form: str
    state: str
    version: int | None = None
    in_force: int | None = None
    received_at: datetime | None = None
    late_days: int | None = None
    findings: int = 0
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The cell a figure came from; sender and unit are names, `file` the original's path within the home."""

    sender: str
    submission: int
    version: int
    file: str
    sha256: str
    sheet: str
    cell: str
    text: str
    form: str = ""


class Held(NamedTuple):
    """An observation in force together with the submission that brought it."""

    observation: Observation
    submission: Submission


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """A list row in force together with the submission that brought it."""

    entry: Entry
    submission: Submission
