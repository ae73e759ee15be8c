"""Mails of machines, what servers say of a sender, and files that lie elsewhere."""

from __future__ import annotations

from reporting.model.mails import Automatic
from tests.mail.corpus import HEAD, SENDER, Case, headed, mail_of

AUTHSERV = "mx.kj.example.invalid"
FILE = ("a.xlsx",)


def results(*lines: str) -> bytes:
    """Make a mail with lines of Authentication-Results."""
    return headed(*(f"Authentication-Results: {line}".encode() for line in lines))


def subject(text: str, *lines: bytes) -> bytes:
    """Make a mail without a file."""
    return mail_of(head=b"\n".join([HEAD.replace(b"form", text.encode("gbk")), *lines]))


def linked(text: str) -> bytes:
    """Make a mail with a text alone."""
    return HEAD + b"\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()


BOUNCED = HEAD.replace(SENDER.encode(), b"MAILER-DAEMON@mx.qq.com")
TOLD = (
    Case(
        "a bounce by the book",
        HEAD
        + b"\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nno such user\n"
        + b"--b\nContent-Type: message/delivery-status\n\nAction: failed\n\n--b--\n",
        automatic=Automatic.BOUNCE,
    ),
    Case(
        "a Chinese bounce by its subject",
        mail_of(head=BOUNCED.replace(b"form", "系统退信".encode("gbk"))),
        sender="mailer-daemon@mx.qq.com",
        automatic=Automatic.BOUNCE,
    ),
    Case(
        "a bounce that says nothing but who it is from",
        mail_of(head=BOUNCED),
        sender="mailer-daemon@mx.qq.com",
        automatic=Automatic.BOUNCE,
    ),
    Case("X-Failed-Recipients", subject("x", b"X-Failed-Recipients: a@b.cn"), automatic=Automatic.BOUNCE),
    Case("auto-replied", subject("出差", b"Auto-Submitted: auto-replied (vacation)"), automatic=Automatic.REPLY),
    Case("自动回复", subject("自动回复: 2023年三季度报表"), automatic=Automatic.REPLY),
    Case("Automatic reply", subject("Automatic reply: form"), automatic=Automatic.REPLY),
    Case("a receipt that a mail was read", subject("已读: 报表"), automatic=Automatic.REPLY),
    Case("X-Autoreply", subject("x", b"X-Autoreply: yes"), automatic=Automatic.REPLY),
    Case("Exchange asks for no automatic answer: a mail of people", headed(b"X-Auto-Response-Suppress: All"), FILE),
    Case("Auto-Submitted: no", headed(b"Auto-Submitted: no"), FILE),
    Case("an office system that sends by itself is a sender", headed(b"Auto-Submitted: auto-generated"), FILE),
    Case("people who write about bounces", subject("关于退信的说明")),
    Case("an answer to an automatic answer is from people", subject("回复：自动回复: 报表")),
    Case(
        "our server: passed",
        results(f"{AUTHSERV}; spf=pass smtp.mailfrom=a; dkim=pass header.d=b"),
        FILE,
        passed={"spf": "pass", "dkim": "pass"},
    ),
    Case(
        "our server: failed",
        results(f"{AUTHSERV} 1; spf=fail smtp.mailfrom=a; dkim=none"),
        FILE,
        passed={"spf": "fail", "dkim": "none"},
    ),
    Case("another server says pass", results("mx.evil.example; spf=pass; dkim=pass; dmarc=pass"), FILE),
    Case("another server says fail", results("mx.evil.example; spf=fail"), FILE),
    Case(
        "a comment says pass",
        results(f"{AUTHSERV}; spf=fail (spf=pass; dkim=pass (really)) smtp.mailfrom=a"),
        FILE,
        passed={"spf": "fail"},
    ),
    Case(
        "a quoted value says pass",
        results(f'{AUTHSERV}; spf=fail smtp.mailfrom="; dkim=pass"'),
        FILE,
        passed={"spf": "fail"},
    ),
    Case(
        "two signatures, one passes",
        results(f"{AUTHSERV}; dkim=fail header.d=a; dkim=pass header.d=b; dmarc=pass"),
        FILE,
        passed={"dkim": "pass", "dmarc": "pass"},
    ),
    Case(
        "an online document",
        linked("数据填在 https://docs.qq.com/sheet/DAB?tab=1 ，谢谢"),
        links=("https://docs.qq.com/sheet/DAB?tab=1",),
    ),
    Case(
        "a drive and its code",
        linked("链接：https://pan.baidu.com/s/1abc 提取码：x1y2"),
        links=("https://pan.baidu.com/s/1abc",),
    ),
    Case(
        "a large attachment of a mail service",
        linked("https://mail.qq.com/cgi-bin/ftnExs_download?k=1&t=exs_ftn"),
        links=("https://mail.qq.com/cgi-bin/ftnExs_download?k=1&t=exs_ftn",),
    ),
    Case(
        "a link behind words",
        HEAD + b'\nContent-Type: text/html\n\n<a href="https://kdocs.cn/l/x">here</a>',
        links=("https://kdocs.cn/l/x",),
    ),
    Case(
        "an office's own page is no file",
        linked("网址 https://kjj.wenzhou.example.invalid/ 和 http://docs.qq.com.evil.example/"),
    ),
    Case("a link that is no address", linked("http://[::1 和 https://")),
)
