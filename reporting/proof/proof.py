"""Go through a document and list what the ledger does not bear out."""
from __future__ import annotations
from collections.abc import Iterator, Sequence
from reporting.model.proof import Doubt, Grid, Grounds, Passage
from reporting.proof.folding import bare, sentences
from reporting.proof.lexicon import Lexicon, lexicon
from reporting.proof.numbers import Wrong, numbers
from reporting.proof.sentence import read


def proof(document: Sequence[Passage | Grid], grounds: Grounds) -> tuple[Doubt, ...]:
    words = lexicon(grounds.compilation.catalogue)
    out=[]
    for block in document:
        if isinstance(block, Passage):
            out += _passage(block, grounds, words)
    return tuple(out)

def _passage(p, grounds, words):
    carried=()
    for s,e in sentences(p.text):
        text=p.text[s:e]
        r=read(text, words, carried)
        for w in numbers(grounds, r, (), set()):
            yield Doubt(p.page, text.strip(), text[w.start:w.end], w.expected, w.kind, p.number)
        carried=tuple(r.names[-1:]) or carried
