"""Scans of stamped forms (盖章件): kept beside the figures, never read for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reporting.model.periods import Period


@dataclass(frozen=True, slots=True)
class Attachment:
    """A scan that came along with the forms of a sender and period.

    `sender` is a code, `form` one too, empty where the scan names no form and so is of all of them. `name` is the
    file's path under the inbox, `sha256` that of the original.
    """

    sender: str
    period: Period
    form: str
    name: str
    sha256: str
    received_at: datetime

    def is_of(self, sender: str, form: str) -> bool:
        """Whether it is a scan of this form of this sender."""
        return self.sender == sender and self.form in ("", form)
