"""Hand a mail over as a file: `outbox/mail/‹occasion›.eml`, which any mail program opens and sends on."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from reporting.model.errors import ReportingError
from reporting.model.filenames import LONGEST_IN_BYTES, safe_filename
from reporting.model.mails import Outgoing

_ENDING = ".eml"
_DRAFT = ".reporting.tmp"


def name_of(mail: Outgoing) -> str:
    """Name the file of a mail: always the same for the same occasion, and another for every other."""
    told = mail.key.replace("/", "-")
    name = safe_filename(told + _ENDING)
    if name == told + _ENDING and len(name.encode("utf-8")) <= LONGEST_IN_BYTES:
        return name
    digest = hashlib.sha256(mail.key.encode("utf-8")).hexdigest()[:8]
    room = LONGEST_IN_BYTES - len(_ENDING) - len(digest) - 1
    kept = safe_filename(told).encode("utf-8")[:room].decode("utf-8", errors="ignore")
    return f"{kept}-{digest}{_ENDING}"


def drop(folder: Path, mail: Outgoing, content: bytes) -> Path:
    """Write the mail as a whole or not at all; one that lies there is left. Raises ReportingError where it cannot."""
    target = folder / name_of(mail)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != content:
            draft = folder / _DRAFT
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
    except OSError as fault:
        where = f"{folder.parent.name}/{folder.name}/{target.name}"
        raise ReportingError("邮件写不进文件夹", where, "请检查磁盘空间和文件夹的写权限") from fault
    return target
