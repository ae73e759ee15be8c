"""What may be typed: the commands, in the order in which `--help` shows them, and the words of each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from reporting.commands.mail import WORDS
from reporting.commands.settings import WORDS as SETTINGS_WORDS
from reporting.model.errors import UsageError
from reporting.model.workdays import SHANGHAI

# A day as it is written, and what is left of it after its first instant.
_DATE, _DAY = len("2023-10-12"), timedelta(days=1, microseconds=-1)

Add = Callable[[argparse.ArgumentParser], object]


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="报告期", help="如 2023Q3 或 2022")


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="报告期", nargs="?", help="如 2023Q3 或 2022")
    parser.add_argument("--service", action="store_true", dest="of_service", help="自动值守（serve）的情况")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="目录", type=Path)


def _traced(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="报告期", help="如 2023Q3；或一个数的标记，如 2023Q3/315-4/330302/growth")
    parser.add_argument("code", metavar="代码", nargs="?", help="指标、数据项或清单报表的代码；用标记时不写")
    parser.add_argument("--unit", metavar="单位", help="缺省为全市")
    parser.add_argument("--key", metavar="主键", help="清单中的一行，如项目编号")


def _form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sender", metavar="报送单位", help="名称、别名或代码")
    parser.add_argument("form", metavar="报表", help="代码或名称，如 KJ1")


def _waived(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="问题代码", help="findings 列出的代码，如 cum-fell")


def _clerk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="姓名", required=True, help="审核人")
    parser.add_argument("--reason", metavar="理由", required=True, help="凭什么，记入台账，豁免的印在回执上")


def _pdf(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", action="store_true", help="同时生成 PDF（需要 LibreOffice）")


def _pdf_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件.pdf", type=Path)
    kinds = "简报（缺省）、公文、函"
    parser.add_argument("--kind", metavar="文种", default="简报", help=f"按哪一种的版式检查：{kinds}")


def _document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", type=Path, help="改过的简报，或任何引用指标数据的 .docx")
    parser.add_argument("--period", metavar="报告期", help="如 2023Q3；缺省从文中看出")


def _as_of(parser: argparse.ArgumentParser) -> None:
    said = "只看当时已经入账的，如 2023-10-12T17:05 ；只写日期的，指到那天终了"
    parser.add_argument("--as-of", type=_then, metavar="时刻", help=said)


def _history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", dest="history", help="包括历次版本的问题")


def _letter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="文号", help="如 温科函〔2023〕5号")
    parser.add_argument("--to", metavar="称谓", required=True, help="写给谁，如 九三学社市委会")
    parser.add_argument("--subject", metavar="事由", required=True, help="如 市政协十二届一次会议第484号提案")
    topics = "引用谁的数：指标、任务、项目、单位，或“乐清市技术交易额”"
    many: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("--topic", dest="topics", metavar="名称", **many, help=topics)
    parser.add_argument("--period", metavar="报告期", help="缺省为台账中最近一期")
    parser.add_argument("--text", metavar="文件", type=Path, help="已写好的文字（UTF-8），【栏目】独占一行")
    parser.add_argument("--cc", dest="copies", metavar="抄送", default="", help="抄送机关，用逗号隔开")
    parser.add_argument("--kind", choices=("答复函", "督办单"), default="答复函", help="缺省为答复函")


def _released(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="姓名", required=True, help="签发人")
    for word, said in (("--drafted", "拟稿人"), ("--checked", "核稿人"), ("--despite", "有未了事项仍要签发的理由")):
        parser.add_argument(word, metavar="文字", default="", help=said)


def _bulletin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="期号", nargs="?", help="如 3、2023-3 或 2023Q3；缺省列出全部")
    parser.add_argument("--rebuild", metavar="目录", type=Path, help="把这一期的成果按台账重做一份到此目录")


Words = tuple[tuple[str, str, tuple[Add, ...]], ...]

# In the order in which `--help` shows them: (name, help, its words).
COMMANDS: Words = (
    ("init", "建立一个新的工作目录", (_folder,)),
    ("demo", "建立演示城市并跑通全流程", (_folder,)),
    ("forms", "生成某报告期的空白报表", (_period,)),
    ("run", "收件、审核、入账、汇总，生成成果", (_period, _pdf)),
    ("status", "各单位报送情况；自动值守的情况", (_status, _as_of)),
    ("findings", "审核发现的问题", (_period, _history)),
    ("figures", "各项指标和数据的数值、进度、评价", (_period, _as_of)),
    ("trace", "一个数字从哪里来", (_traced, _as_of)),
    ("scores", "各县（市、区）年度考评得分", (_period,)),
    ("accept", "审核通过一张待审核的报表", (_period, _form, _clerk)),
    ("waive", "豁免一张报表的一类问题", (_period, _form, _waived, _clerk)),
    ("release", "编号、封存并签发一期简报", (_period, _released, _pdf)),
    ("bulletins", "已签发的简报，签发后的更正影响哪些地方", (_bulletin,)),
    ("check", "核校文档里的数字、位次、单位、时期和比较用语", (_document,)),
    ("mail", "收信、发信，确认发件邮箱", (lambda parser: _subcommands(parser, "word", "动作", WORDS),)),
    (
        "serve",
        "自动值守：按日程收件、催报、汇总、分发",
        (lambda parser: parser.add_argument("--once", action="store_true", help="只办现在该办的，供计划任务调用"),),
    ),
    ("settings", "检查设置", (lambda parser: _subcommands(parser, "word", "动作", SETTINGS_WORDS),)),
    ("layout", "按 GB/T 9704—2012 量 PDF 的版面：边距、版心、行距、页码、红线、版记", (_pdf_file,)),
    ("letter", "起草答复函或督办单，数字由程序填", (_letter,)),
    ("audit", "核验台账是否被改动过", ()),
    ("catalogue", "检查并列出指标体系", ()),
)


ASKING = frozenset({"status", "findings", "figures", "trace", "scores", "bulletins"})  # they change nothing
WITHOUT_HOME = frozenset({"init", "demo", "layout"})
ROOMS = {"serve": "timetable"}  # a floor of its own


class _Parser(argparse.ArgumentParser):
    """A parser that reports wrong use the way every other mistake is reported."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令写法有误（{message}）", mend=f"用法见 {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Make what reads a call. It raises UsageError for what is none."""
    words = _Parser(
        prog="reporting", allow_abbrev=False, description="县区报表收集、审核、汇总与简报", parents=[_shared()]
    )
    words.set_defaults(home=Path.cwd(), now=None, json=False)
    _subcommands(words, "command", "命令", COMMANDS)
    return words


def _shared() -> _Parser:
    """Make the words that may stand before or after the command; what is not said stays unset."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--home", type=Path, metavar="目录", help="工作目录，缺省为当前目录")
    shared.add_argument("--now", type=_instant, metavar="时刻", help="以此为当前时刻，如 2023-10-12T17:05:00+08:00")
    shared.add_argument("--json", action="store_true", help="以 JSON 输出")
    return shared


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"时刻“{text}”应写作 2023-10-12T17:05:00+08:00") from None
    return instant.replace(tzinfo=SHANGHAI) if instant.tzinfo is None else instant.astimezone(SHANGHAI)


def _then(text: str) -> datetime:
    """Read the instant to look back to; a day alone means all that was done on it."""
    instant = _instant(text)
    return instant + _DAY if len(text) <= _DATE else instant


def _subcommands(parser: argparse.ArgumentParser, dest: str, metavar: str, table: Words) -> None:
    # Of their own, not the parser's: defaults set there would overwrite what stood before the command.
    shared = _shared()
    commands = parser.add_subparsers(dest=dest, metavar=metavar, required=True, parser_class=_Parser)
    for name, said, adds in table:
        command = commands.add_parser(name, help=said, description=said, parents=[shared], allow_abbrev=False)
        for add in adds:
            add(command)
