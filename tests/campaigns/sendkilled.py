"""Sending that dies at its n-th step: `python -m tests.campaigns.sendkilled STEP HOME INSTANT`.

Beside what changes files and the ledger, a step is whatever is said to the mail server, and what it has answered before
we took note. STEP 0 lets it live and tells how many steps there are.
"""

from __future__ import annotations

import smtplib
import sys
from pathlib import Path
from typing import Any

from reporting.cli import main
from tests.campaigns.killed import Steps


def run(step: int, home: Path, now: str) -> int:
    """Send what is due."""
    steps = Steps(step, home)
    steps.watch()
    said, heard = smtplib.SMTP.send, smtplib.SMTP.getreply

    def counted_send(client: smtplib.SMTP, content: Any) -> None:
        steps.step()
        said(client, content)

    def counted_reply(client: smtplib.SMTP) -> tuple[int, bytes]:
        answer = heard(client)
        steps.step()
        return answer

    smtplib.SMTP.send = counted_send  # type: ignore[method-assign,assignment]
    smtplib.SMTP.getreply = counted_reply  # type: ignore[method-assign,assignment]
    status = main(["--home", str(home), "--now", now, "mail", "send"])
    if not step:
        print(f"\n{steps.count}")  # noqa: T201 - the answer of this program
    return status


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
