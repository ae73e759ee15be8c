"""`mail WORD`: what is done by mail; each word is a file of its own (`mail_fetch.py`, `mail_confirm.py`)."""

from __future__ import annotations

from importlib import import_module

from reporting.commands.answer import Answer
from reporting.commands.office import Office


def mail(office: Office, *, word: str, **given: object) -> Answer:
    """Call the one word asked for, and load no other."""
    name = f"mail_{word}"
    answer: Answer = getattr(import_module(f"reporting.commands.{name}"), name)(office, **given)
    return answer
