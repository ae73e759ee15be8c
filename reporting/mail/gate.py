"""The last door before a mail leaves: whom it may go to, whatever wrote it.

    open_to = {"": bureau and 分发 addresses, "330382": 乐清市's own, …}

What is of one unit goes to that unit's own addresses and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reporting.model.mails import Outgoing

OpenTo = Mapping[str, frozenset[str]]
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


def stopped(mail: Outgoing, open_to: OpenTo) -> str:
    """Say why a mail may not leave, in Chinese; empty where it may."""
    if not mail.to:
        return "没有收件邮箱"
    for address in mail.to:
        if not _ADDRESS.fullmatch(address):
            return f"“{address}”不是可用的邮箱地址，请在“单位”或“分发”表中改正"
        if address.lower() not in open_to.get(mail.unit, frozenset()):
            whose = "该单位在“单位”表中登记的邮箱" if mail.unit else "“分发”或“单位”表中的邮箱"
            return f"“{address}”不是{whose}，按规定不发；确需发送的，请先在指标体系中登记"
    return ""
