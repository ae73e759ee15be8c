"""`mail WORD`: what is done by mail; each word is a file of its own (`mail_fetch.py`, `mail_confirm.py`).

Nothing is loaded here that `--help` need not wait for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporting.commands.answer import Answer
    from reporting.commands.office import Office

Add = Callable[[argparse.ArgumentParser], object]


def mail(office: Office, *, word: str, **given: object) -> Answer:
    """Call the one word asked for, and load no other."""
    name = f"mail_{word}"
    answer: Answer = getattr(import_module(f"reporting.commands.{name}"), name)(office, **given)
    return answer


def _learnt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="邮箱", help="mail fetch 或 run 列出的待确认发件邮箱")
    parser.add_argument("--unit", metavar="单位", required=True, help="这个邮箱是哪个单位的：名称、别名或代码")
    parser.add_argument("--by", metavar="姓名", required=True, help="确认人，记入台账")


def _queued(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", dest="everything", help="包括已发出的")


def _again(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", type=int, metavar="序号", help="把 mail queue 里“未发出”的这一封再发一次")
    parser.add_argument("--by", metavar="姓名", help="是谁要再发，记入台账")


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="报告期", help="如 2023Q3")


# In the order in which `mail --help` shows them: (word, help, its words).
WORDS: tuple[tuple[str, str, tuple[Add, ...]], ...] = (
    ("fetch", "从邮箱取信入账", ()),
    ("confirm", "确认一个陌生邮箱是哪个单位的，以后照此收件", (_learnt,)),
    ("queue", "待发和未发出的邮件", (_queued,)),
    ("send", "发出到时间的邮件；没有设发信服务器的，写成文件", (_again,)),
    ("remind", "给还没有报齐的单位排一封催报邮件", (_period,)),
    ("letters", "把已看过的催报通知、工作提示单排给所写的单位", (_period,)),
    ("products", "按“分发”表给收件人排成果邮件", (_period,)),
)
