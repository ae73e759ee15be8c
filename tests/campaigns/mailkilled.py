"""A fetch and the pass after it that die at the n-th step: `python -m tests.campaigns.mailkilled STEP HOME`.

Beside what changes files and the ledger, a step is whatever is said to the mail server, and what it has answered before
we took note. STEP 0 lets them live and tells how many steps there are.
"""

from __future__ import annotations

import imaplib
import sys
from pathlib import Path
from typing import Any

from reporting.cli import main
from tests.campaigns.killed import Steps
from tests.commands.published import NOW, PERIOD


def run(step: int, home: Path) -> int:
    """Fetch, then make the pass."""
    steps = Steps(step, home)
    steps.watch()
    asked = imaplib.IMAP4.uid

    def counted(client: imaplib.IMAP4, *words: Any) -> Any:
        steps.step()
        answer = asked(client, *words)
        steps.step()
        return answer

    imaplib.IMAP4.uid = counted  # type: ignore[method-assign,assignment]
    said = ["--home", str(home), "--now", NOW]
    status = main([*said, "mail", "fetch"]) or main([*said, "run", PERIOD])
    if not step:
        print(f"\n{steps.count}")  # noqa: T201 - the answer of this program
    return status


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), Path(sys.argv[2])))
