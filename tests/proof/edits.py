"""What people do to a briefing before it is signed, drawn by a seed: slips, and right rewrites.

Every edit is drawn from the text as it stands and the figures behind it; it names the paragraphs it changes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from reporting.model.figures import Compilation
from tests.proof.desk import Desk, Edit
from tests.proof.papers import Paper
from tests.proof.rewrites import RIGHT
from tests.proof.slips import WRONG

# Two of three edits are slips.
_SLIPS = 0.65


def edits(paper: Paper, compilation: Compilation, number: int, seed: int) -> Iterator[Edit]:
    """Draw a number of edits, two of three of them wrong."""
    draw = random.Random(seed)
    desk = Desk(paper, compilation, draw)
    made = 0
    while made < number:
        edit = draw.choice(WRONG if draw.random() < _SLIPS else RIGHT)(desk)
        if edit is not None and all(
            edit.changes[line.place] != line.text for line in paper.lines if line.place in edit.changes
        ):
            made += 1
            yield edit
