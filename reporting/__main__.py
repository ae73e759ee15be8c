"""The way in: `python -m reporting COMMAND …`."""

from __future__ import annotations

import sys

from reporting.cli import main

if __name__ == "__main__":
    sys.exit(main())
