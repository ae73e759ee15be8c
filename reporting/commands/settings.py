"""`settings WORD`: what concerns the settings; each word is a file of its own (`settings_check.py`).

Nothing is loaded here that `--help` need not wait for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporting.commands.answer import Answer
    from reporting.commands.mail import Add
    from reporting.commands.office import Office


def settings(office: Office, *, word: str, **given: object) -> Answer:
    """Call the one word asked for, and load no other."""
    name = f"settings_{word}"
    answer: Answer = getattr(import_module(f"reporting.commands.{name}"), name)(office, **given)
    return answer


WORDS: tuple[tuple[str, str, tuple[Add, ...]], ...] = (
    ("check", "逐项试一试：设置、文件夹、模板、台账、字体、LibreOffice、邮件服务器", ()),
)
