"""Send mails to a server by SMTP: one connection a round, with TLS checked and the server's answers told in Chinese.

A server takes a mail at one moment only, when it answers the last line of the content. `handing` is called right
before the content goes: what fails earlier surely did not leave, what breaks off after it is in doubt.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reporting.mail.gate import OpenTo, stopped
from reporting.model.errors import MailError
from reporting.model.mails import Outgoing
from reporting.model.settings import SSL, STARTTLS

_SECONDS = 60
_PERMANENT = 500


class Outcome(StrEnum):
    """What became of one mail at the server."""

    SENT = "sent"
    LATER = "later"  # the server says so, or broke off before the content went
    REFUSED = "refused"
    DOUBTFUL = "doubtful"  # broke off while the content went


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails are handed over; `ca_file` holds the certificates that are trusted besides the system's."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mail, and what the server said, in words for people; of a sent one, who did not get it."""

    outcome: Outcome
    fault: str = ""


class Connection:
    """A connection that is open; made by `connected`."""

    def __init__(self, smtp: smtplib.SMTP, open_to: OpenTo) -> None:
        self._smtp, self._open_to = smtp, open_to

    @property
    def is_open(self) -> bool:
        """Whether more can be sent: a server may break off at any time."""
        return self._smtp.sock is not None

    def send(self, sender: str, mail: Outgoing, content: bytes, handing: Callable[[], None]) -> Result:
        """Send one mail. An address the gate does not let pass is refused here, whoever asked for it."""
        reason = stopped(mail, self._open_to)
        if reason:
            return Result(Outcome.REFUSED, reason)
        try:
            refused = self._addressed(sender, mail.to)
        except smtplib.SMTPResponseException as fault:
            return self._said(fault)
        except (smtplib.SMTPException, OSError) as fault:
            return Result(Outcome.LATER, _broken(fault))
        if len(refused) == len(mail.to):
            return self._none(refused)
        handing()
        return self._handed(content, refused)

    def _addressed(self, sender: str, to: Sequence[str]) -> dict[str, smtplib.SMTPResponseException]:
        """Name sender and addressees to the server; give the addressees it refuses."""
        self._smtp.rset()
        _checked(self._smtp.mail(sender))
        refused = {}
        for address in to:
            try:
                _checked(self._smtp.rcpt(address))
            except smtplib.SMTPResponseException as fault:
                refused[address] = fault
        return refused

    def _none(self, refused: dict[str, smtplib.SMTPResponseException]) -> Result:
        later = [one for one in refused.values() if one.smtp_code < _PERMANENT]
        told = "；".join(f"{address}：{_words(one)}" for address, one in refused.items())
        return Result(Outcome.LATER if later else Outcome.REFUSED, f"服务器不收这些邮箱的信（{told}）")

    def _handed(self, content: bytes, refused: dict[str, smtplib.SMTPResponseException]) -> Result:
        try:
            _checked(self._smtp.data(content))
        except smtplib.SMTPResponseException as fault:
            return self._said(fault)
        except (smtplib.SMTPException, OSError) as fault:
            return Result(Outcome.DOUBTFUL, _broken(fault))
        told = "；".join(f"{address}：{_words(one)}" for address, one in refused.items())
        return Result(Outcome.SENT, f"其中有邮箱被拒收（{told}），请核对后另行送达" if told else "")

    def _said(self, fault: smtplib.SMTPResponseException) -> Result:
        if isinstance(fault, smtplib.SMTPConnectError) or fault.smtp_code < _PERMANENT:
            return Result(Outcome.LATER, f"服务器暂时不收（{_words(fault)}）")
        return Result(Outcome.REFUSED, f"服务器拒收（{_words(fault)}）")


@contextmanager
def connected(server: Server, open_to: OpenTo) -> Iterator[Connection]:
    """Connect and log in. Raises MailError where that cannot be done."""
    try:
        smtp = _opened(server)
    except smtplib.SMTPAuthenticationError as fault:
        mend = "请核对 user 和口令（环境变量 REPORTING_SMTP_PASSWORD 或系统钥匙串）；有的邮箱要用“授权码”代替口令"
        raise MailError(f"发信服务器不接受登录（{_words(fault)}）", server.host, mend) from fault
    except ssl.SSLError as fault:
        mend = "单位自签的证书，请在 [smtp] ca 写明证书文件；并核对 host 和 tls"
        raise MailError(f"与发信服务器的加密连接没有建立（{fault.reason or fault}）", server.host, mend) from fault
    except (smtplib.SMTPException, OSError, UnicodeError) as fault:
        mend = "请检查网络和 [smtp] 的 host、port、tls"
        raise MailError(f"连不上发信服务器（{_broken(fault)}）", f"{server.host}:{server.port}", mend) from fault
    try:
        yield Connection(smtp, open_to)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def _opened(server: Server) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.ca_file:
        trusted.load_verify_locations(server.ca_file)
    smtp: smtplib.SMTP
    if server.tls == SSL:
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.tls == STARTTLS:
            smtp.starttls(context=trusted)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            _log_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    """Log in. Some servers hang up on who does not know the password."""
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPServerDisconnected as fault:
        raise smtplib.SMTPAuthenticationError(535, "登录时连接中断") from fault


def _checked(answer: tuple[int, bytes]) -> None:
    """Raise what is no yes. 421 says that the server is about to leave: what was under way is then not taken."""
    if answer[0] < 200 or answer[0] >= 300:
        raise smtplib.SMTPResponseException(*answer)


def _words(fault: smtplib.SMTPResponseException) -> str:
    said = fault.smtp_error
    text = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else str(said)
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"{fault.smtp_code} {' '.join(printable.split())[:200]}".strip()


def _broken(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "等不到服务器回答"
    if isinstance(fault, smtplib.SMTPServerDisconnected | ConnectionError):
        return "连接中断"
    text = str(fault) or type(fault).__name__
    return "".join(sign if sign.isprintable() else " " for sign in text)[:200]
