"""A program that sets workers to endless work, tells who they are, and is killed: `python -m tests.workers.killed`."""

from __future__ import annotations

import os
import signal
import sys

from reporting.workers.crew import Crew
from reporting.workers.records import Grant
from tests.workers.labours import labour

GRANT = Grant(30, 1 << 30)


def main() -> None:
    """Kill this process as soon as both workers are there, one of them busy."""
    with Crew(labour, 1, 2) as crew:
        for _ in crew.each([("who", GRANT), ("spin", GRANT), ("spin", GRANT)]):
            while not all(one._ready for one in crew._workers):
                crew._look()
            sys.stdout.write(" ".join(str(one._process.pid) for one in crew._workers))
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
