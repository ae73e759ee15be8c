"""`audit`: whether the ledger still is what was written; where it is not, at which act and what should stand there."""

from __future__ import annotations

from dataclasses import asdict

from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.office import Office
from reporting.ledger.acts import Break
from reporting.ledger.audit import Audit
from reporting.ledger.audit import audit as audited


def audit(office: Office) -> Answer:
    """Verify the chain of acts, the rows each act wrote, every submission's content, and every original."""
    office.say("正在核验台账……")
    with office.ledger(writable=False) as book:
        found = audited(book)
    return Answer(_document(found), "\n".join(_lines(found)), NOT_SO if found.breaks else DONE)


def _document(found: Audit) -> dict[str, object]:
    return {
        "acts": found.acts,
        "submissions": found.submissions,
        "originals": found.originals,
        "head": found.head or None,
        "breaks": [asdict(one) for one in found.breaks],
    }


def _lines(found: Audit) -> list[str]:
    looked = f"已核验：操作记录{found.acts}条，报送{found.submissions}份，原件{found.originals}个"
    if not found.breaks:
        head = f"\n末环 {found.head}（抄存在别处，以后可以对照）" if found.head else ""
        return [f"{looked}，全部与入账时一致。{head}"]
    return [
        f"{looked}，有{len(found.breaks)}处与入账时不一致：",
        *map(_line, found.breaks),
        "请停用并用备份核对、恢复。",
    ]


def _line(one: Break) -> str:
    act = f"第{one.act}号操作记录，" if one.act else ""
    return f"  {act}{one.where}：{one.what}，应为 {one.expected}，现为 {one.found}"
