"""Go through a document and list what the ledger does not bear out, in the document's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporting.model.proof import Doubt, Grid, Grounds, Kind, Passage
from reporting.model.tags import Tag
from reporting.proof.counts import counts, lists
from reporting.proof.folding import bare, folded, sentences
from reporting.proof.lexicon import Lexicon, Name, lexicon
from reporting.proof.numbers import numbers
from reporting.proof.places import places, spans
from reporting.proof.sentence import Read, Wrong, read
from reporting.proof.shares import shares
from reporting.proof.standings import standings
from reporting.proof.tables import tables
from reporting.proof.times import Time, times

_TITLE = re.compile("指标|进展|完成情况|运行情况|通报|分析|简报")
_LONGEST_TITLE = 60
# In a cell longer than this people write; what is shorter is read as a cell.
_WRITTEN = 20

Tags = tuple[tuple[int, int, Tag], ...]


def proof(document: Sequence[Passage | Grid], grounds: Grounds) -> tuple[Doubt, ...]:
    """Doubt whatever the figures do not bear out; an empty answer means that nothing was found wrong."""
    words = lexicon(grounds.compilation.catalogue)
    doubts: list[Doubt] = []
    caption = ""
    titled = False
    for block in document:
        if isinstance(block, Grid):
            doubts += tables(block, caption, grounds, words)
            doubts += _written(block, grounds, words)
        elif block.text.strip():
            doubts += _passage(block, grounds, words)
            if not titled and _is_title(block.text):
                doubts += _title(block, grounds, document)
                titled = True
            caption = block.text if len(block.text) <= _LONGEST_TITLE else ""
    return tuple(dict.fromkeys(doubts))


def _passage(passage: Passage, grounds: Grounds, words: Lexicon) -> Iterator[Doubt]:
    """Read a paragraph sentence by sentence; what one is about the next may leave out."""
    carried: tuple[Name, ...] = ()
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        sentence = read(text, words, carried)
        if bare(text) not in grounds.sentences:
            tags = tuple((begin - start, stop - start, tag) for begin, stop, tag in passage.tags)
            for wrong in sorted(dict.fromkeys(_wrongs(grounds, sentence, tags)), key=lambda one: one.start):
                found = text[wrong.start : wrong.end]
                yield Doubt(passage.page, _one_line(text), found, wrong.expected, wrong.kind, passage.number)
        carried = tuple(sentence.names[-1:]) or carried


def _one_line(text: str) -> str:
    """Put a sentence that its writer broke into lines on one."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def _wrongs(grounds: Grounds, sentence: Read, tags: Tags) -> Iterator[Wrong]:
    counted, judged = counts(grounds, sentence)
    shared, of_counties, starts = shares(grounds, sentence)
    placed = spans(sentence)
    passed = (
        judged
        | of_counties
        | {one.start for one in sentence.amounts if any(begin <= one.start < end for begin, end in placed)}
    )
    yield from counted
    yield from lists(grounds, sentence)
    yield from shared
    yield from places(grounds, sentence)
    yield from standings(grounds, sentence, judged | starts)
    yield from numbers(grounds, sentence, tags, passed)
    yield from _torn(sentence)
    if judged:
        yield from _counted_when(grounds, sentence)


def _torn(sentence: Read) -> Iterator[Wrong]:
    """Doubt a time that the months in brackets behind it contradict: 三季度（1—9月）."""
    for one, other in zip(sentence.times, sentence.times[1:], strict=False):
        bracketed = sentence.text[one.end : other.start] == "(" and sentence.text[other.end : other.end + 1] == ")"
        differ = (one.quarter, one.alone) != (other.quarter, other.alone)
        if bracketed and one.quarter and other.quarter and differ:
            said = sentence.text[other.start : other.end]
            yield Wrong(one.start, one.end, f"与括号内“{said.replace('-', '—')}”不一致", Kind.PERIOD)


def _counted_when(grounds: Grounds, sentence: Read) -> Iterator[Wrong]:
    """Doubt the time for which indicators are counted, where it is not the one reported on."""
    now = grounds.compilation.period
    for time in sentence.times[:1]:
        if _is_other(time, grounds) and not _said_by_torn(sentence, time):
            yield Wrong(time.start, time.end, now.label, Kind.PERIOD)


def _said_by_torn(sentence: Read, time: Time) -> bool:
    return any(wrong.start == time.start for wrong in _torn(sentence))


def _is_other(time: Time, grounds: Grounds) -> bool:
    now = grounds.compilation.period
    said = time.period(now)
    same = (
        said == now
        or (said.is_year and now.quarter == 4 and said.year == now.year)
        or (now.is_year and said.quarter == 4 and said.year == now.year)
    )
    return time.alone or not same


def _is_title(text: str) -> bool:
    """Whether a line may be the document's title: short, no sentence, with a time that has its year."""
    short = len(text) <= _LONGEST_TITLE and "。" not in text
    return short and bool(_TITLE.search(text)) and any(time.year and time.quarter for time in times(folded(text)))


def _title(passage: Passage, grounds: Grounds, document: Sequence[Passage | Grid]) -> Iterator[Doubt]:
    """Doubt the title's time, where the document itself speaks of another."""
    for time in times(folded(passage.text))[:1]:
        if _is_other(time, grounds) and (not time.alone or _speaks_of_totals(document, grounds)):
            found = passage.text[time.start : time.end]
            yield Doubt(
                passage.page,
                _one_line(passage.text),
                found,
                grounds.compilation.period.label,
                Kind.PERIOD,
                passage.number,
            )


def _speaks_of_totals(document: Sequence[Passage | Grid], grounds: Grounds) -> bool:
    now = grounds.compilation.period
    said = (time for block in document if isinstance(block, Passage) for time in times(folded(block.text)))
    return any(not time.alone and time.quarter == now.quarter for time in said)


def _written(grid: Grid, grounds: Grounds, words: Lexicon) -> Iterator[Doubt]:
    """Read what people wrote in cells as text; a cell merged over several rows once."""
    cells = {id(cell): cell for row in grid.rows for cell in row if len(cell.text) > _WRITTEN}
    for cell in cells.values():
        if re.search("[。，；、]", cell.text) and not words.codes(folded(cell.text).strip()):
            yield from _passage(cell, grounds, words)
