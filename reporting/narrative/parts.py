"""Words that know which of them print a figure: pieces are put together here, and become a sentence at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reporting.model.figures import Figure, Sentence
from reporting.model.tags import Aspect, Quoted, Tag

Part = str | Quoted
Words = tuple[Part, ...]
# A sentence longer than this is hard to read; what is told clause by clause goes on in another.
LONGEST = 120
FULL_STOP, SEMICOLON, COMMA, PAUSE = "。", "；", "，", "、"


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence that can stand in one of its own, with the figures it rests on."""

    told: Words
    figures: tuple[Figure, ...]


def words(*pieces: Part | Words) -> Words:
    """Put pieces one behind the other; empty ones vanish."""
    parts: list[Part] = []
    for piece in pieces:
        parts += piece if isinstance(piece, tuple) else (piece,)
    return tuple(part for part in parts if str(part))


def quoted(text: str, figure: Figure, aspect: Aspect = Aspect.VALUE) -> Words:
    """Mark words as printing a figure or another aspect of it, with the sign they say: `下降3.0%`, `低0.2个百分点`."""
    return (Quoted(text, Tag(figure.period, figure.code, figure.unit, aspect)),) if text else ()


def text_of(told: Words) -> str:
    """Give the words alone."""
    return "".join(str(part) for part in told)


def between(mark: str, clauses: Iterable[Part | Words]) -> Words:
    """Join clauses with a mark; empty ones leave no mark behind."""
    said = [told for clause in clauses if (told := words(clause))]
    return words(*(words(mark if place else "", told) for place, told in enumerate(said)))


def listed(names: Iterable[Part | Words]) -> Words:
    """Join names as a sentence does: `甲、乙、丙`."""
    return between(PAUSE, names)


def joined(names: Sequence[Part | Words]) -> Words:
    """Join names into one whole, of which something is said once: `甲、乙和丙`."""
    return words(listed(names[:-1]), "和", names[-1]) if len(names) > 1 else listed(names)


def sentence(told: Part | Words, figures: Iterable[Figure]) -> Sentence:
    """Make a sentence that names the figures it rests on, each once; its parts, put together, are its text."""
    parts = _merged(words(told))
    rests_on = tuple(dict.fromkeys((figure.code, figure.unit) for figure in figures))
    return Sentence(text_of(parts), rests_on, parts)


def sentences(opening: str, clauses: Iterable[Clause], mark: str = SEMICOLON) -> Iterator[Sentence]:
    """Tell clauses one behind the other, in as few sentences as are easy to read."""
    held: list[Clause] = []
    begun = opening
    for clause in clauses:
        if held and len(text_of(words(begun, between(mark, [one.told for one in (*held, clause)])))) >= LONGEST:
            yield _of_clauses(begun, held, mark)
            held, begun = [], ""
        held.append(clause)
    if held:
        yield _of_clauses(begun, held, mark)


def _of_clauses(opening: str, clauses: Sequence[Clause], mark: str) -> Sentence:
    told = words(opening, between(mark, [clause.told for clause in clauses]), FULL_STOP)
    return sentence(told, [figure for clause in clauses for figure in clause.figures])


def _merged(told: Words) -> Words:
    """Make one part of plain words that follow each other."""
    parts: list[Part] = []
    for part in told:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return tuple(parts)
