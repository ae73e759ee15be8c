"""What tells the rows of a list apart: its key, the name beside it, and how keys are held against each other."""

from __future__ import annotations

from reporting.model.catalogue import Form
from reporting.model.credit_code import written
from reporting.model.names import normalised
from reporting.model.words import Content, FormKind

_CREDIT_CODE = "统一社会信用代码"


def key_label(form: Form) -> str:
    """Give the heading of a list's key column."""
    return next((column.label for column in form.columns if column.content is Content.KEY), "")


def code_labels(form: Form) -> tuple[str, ...]:
    """Give the headings under which a 统一社会信用代码 stands; a list that has one is a list of enterprises."""
    if form.kind is not FormKind.LIST:
        return ()
    return tuple(
        column.label for column in form.columns if any(_CREDIT_CODE in word for word in (column.label, *column.aliases))
    )


def name_label(form: Form) -> str:
    """Give the heading under which an enterprise's name stands, empty where the list is of none."""
    texts = (column.label for column in form.columns if column.content is Content.TEXT)
    return next(texts, "") if code_labels(form) else ""


def same_key(form: Form, key: str) -> str:
    """Bring a key to the form in which keys are held against each other."""
    return written(key) if code_labels(form) else normalised(key)
