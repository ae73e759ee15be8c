"""Mails that machines write: what could not be delivered, and who is out of office. They are never answered."""

from __future__ import annotations

import re
from email.message import Message

from reporting.mail.headers import header, parameters, raw
from reporting.model.mails import Automatic

_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_BOUNCED = re.compile(
    r"(?:系统退信|退信|邮件投递失败|投递失败|无法投递|未送达|undeliver|delivery status notification|returned mail"
    r"|mail delivery failed|delivery failure|failure notice)",
    re.IGNORECASE,
)
_REPLIED = re.compile(
    r"(?:自动回复|自動回覆|自动答复|自动应答|外出自动|不在办公室|已读[:：]|已读回执"
    r"|automatic reply|auto[- ]?reply|auto:|out of office|read:)",
    re.IGNORECASE,
)
_REPLY_HEADERS = ("X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Mail-Autoreply")


def automatic(message: Message, sender: str) -> Automatic:
    """Say what kind of machine wrote a mail. That a mail asks for no automatic answer does not make it one."""
    kind = (raw(message, "Content-Type") or [""])[0]
    report = parameters(kind).get("report-type", "").casefold()
    subject = header(message, "Subject").strip()
    if report == "delivery-status" or raw(message, "X-Failed-Recipients"):
        return Automatic.BOUNCE
    if (_DAEMON.match(sender) or raw(message, "Return-Path") == ["<>"]) and _BOUNCED.match(subject):
        return Automatic.BOUNCE
    said = (raw(message, "Auto-Submitted") or ["no"])[0].partition(";")[0].strip().casefold()
    precedence = (raw(message, "Precedence") or [""])[0].casefold()
    replied = (
        said.startswith("auto-replied")
        or precedence == "auto_reply"
        or any(raw(message, one) for one in _REPLY_HEADERS)
    )
    if replied or report == "disposition-notification" or _REPLIED.match(subject):
        return Automatic.REPLY
    return Automatic.BOUNCE if _DAEMON.match(sender) else Automatic.NO
