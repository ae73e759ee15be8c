"""Ask the mailbox whether a mail was sent: by its Message-ID, in the folder where the server keeps what it sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reporting.mail.imap import opened
from reporting.model.errors import MailError
from reporting.model.settings import Settings


def is_there(settings: Settings, home: Path, message_id: str) -> bool | None:
    """Whether the mail lies in `smtp_sent_folder`; None where nobody can be asked now."""
    try:
        with opened(replace(settings, imap_folder=settings.smtp_sent_folder), home) as box:
            return box.holds(message_id)
    except MailError:
        return None
