"""What every page of an unreleased or demonstration product says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.documents.words import Placed
from reporting.model.figures import Compilation

DRAFT, DEMO = "征求意见稿", "演示数据"


def marks(compilation: Compilation) -> Mapping[str, str]:
    """Give the mark of drafts and that of made-up data, and both for a page's head; empty where they do not apply."""
    draft = "" if compilation.released else DRAFT
    demo = DEMO if compilation.demo else ""
    # U+3000 parts the two as on paper.
    return {"文稿标记": draft, "演示标记": demo, "页眉标记": "　".join(mark for mark in (draft, demo) if mark)}


def placed(words: Mapping[str, str]) -> Mapping[str, Placed]:
    """Give words by placeholder so that a release finds them again, whatever people did around them."""
    return {name: Placed(text, name) for name, text in words.items()}
