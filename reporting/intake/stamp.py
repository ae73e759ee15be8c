"""The hidden stamp (报送标识) that issued forms carry, wherever on the sheet it has got to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting.intake.view import View

# How every stamp begins.
STAMPED = "[[报送标识"
_STAMP = re.compile(r"\[\[报送标识\|([^|\[\]]*)\|([^|\[\]]*)\|([^|\[\]]*)\|([^|\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says, as written: codes of form and sender, the form's version, the period."""

    form: str
    version: str
    sender: str
    period: str


def stamps_of(view: View) -> tuple[Stamp, ...]:
    """Find the stamps of what is seen, each once; hidden rows and columns are looked into as well."""
    found: dict[Stamp, None] = {}
    for cells in view.rows.values():
        for cell in cells:
            if STAMPED in cell.text:
                for match in _STAMP.finditer(cell.text):
                    found[Stamp(*(part.strip() for part in match.groups()))] = None
    return tuple(found)
