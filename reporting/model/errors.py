"""What is raised when the program cannot go on.

    ReportingError            exit 2 unless said otherwise
    ├── UsageError            a word on the command line that means nothing
    ├── SettingsError         config.ini
    ├── CatalogueError        the catalogue workbook; carries every fault found
    ├── TemplateError         a template of staff's that cannot be filled
    ├── UnreadableFile        a file of a stranger; becomes a finding, never reaches people
    └── LedgerError           the ledger is locked, of another version, or damaged

Faults in data are never exceptions: they are `Finding` records that know their cell.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file of ours: where it stands, what it is, and the mend. All three in Chinese."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        """Give the mistake as one line for people."""
        return f"{self.where}：{self.what}。{self.mend}"


class ReportingError(Exception):
    """Something stands in the way, and people can mend it: `what` came, `where`, and the `mend`, in Chinese."""

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        """Keep the three parts apart: `--json` prints them one by one."""
        super().__init__(what)
        self.what, self.where, self.mend = what, where, mend

    def __str__(self) -> str:
        """Give the one line that is printed."""
        return "；".join(part for part in (self.what, self.where, self.mend) if part)


class UsageError(ReportingError):
    """A word on the command line that means nothing here."""


class FaultyError(ReportingError):
    """A file of ours with mistakes in it, all of them told at once."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        """Name the first fault in the line; all of them are in `faults`."""
        first = faults[0]
        more = f"（共{len(faults)}处，其余见清单）" if len(faults) > 1 else ""
        super().__init__(f"{first.what}{more}", f"{file} {first.where}", first.mend)
        self.file, self.faults = file, faults


class SettingsError(FaultyError):
    """The settings file holds mistakes."""


class CatalogueError(FaultyError):
    """The catalogue workbook holds mistakes."""


class TemplateError(ReportingError):
    """A template cannot be filled as it stands."""


class LedgerError(ReportingError):
    """The ledger cannot be used as it is."""


class MailError(ReportingError):
    """A mail server cannot be reached, or does not do what it is asked to."""


class UnreadableFile(ReportingError):  # noqa: N818 -- it says what is the matter; it becomes a finding
    """A file cannot be read; `code` is the finding it becomes, such as `file-damaged`."""

    def __init__(self, code: str, what: str) -> None:
        """Keep the finding's code beside the words."""
        super().__init__(what)
        self.code = code
