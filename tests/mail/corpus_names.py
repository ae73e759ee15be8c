"""Names and headers as programs write them: every way to say 乐清市三季度.xlsx."""

from __future__ import annotations

import base64
from urllib.parse import quote

from tests.mail.corpus import HEAD, SENDER, Case, attached, headed, mail_of

NAME = "乐清市三季度.xlsx"
GBK, UTF8 = NAME.encode("gbk"), NAME.encode()
_LONG = "乐清市科技创新季度指标表（2023年前三季度，已盖章）最终版.xlsx"


def word(text: bytes, charset: str, kind: str = "B") -> bytes:
    """Write an encoded word."""
    told = base64.b64encode(text) if kind == "B" else b"".join(b"=%02X" % sign for sign in text)
    return b"=?%s?%s?%s?=" % (charset.encode(), kind.encode(), told)


def named(value: bytes) -> bytes:
    """Make a mail whose one file has a name as given."""
    return mail_of(attached(b"Content-Disposition: attachment; filename=" + value))


def pieces(text: str, charset: str, size: int) -> bytes:
    """Write a name in pieces of RFC 2231, cut wherever it falls."""
    told = quote(text.encode(charset), safe="")
    cut = [told[at : at + size] for at in range(0, len(told), size)]
    lines = [f" filename*{n}*={charset + chr(39) * 2 if not n else ''}{one}" for n, one in enumerate(cut)]
    return mail_of(attached(b"Content-Disposition: attachment;\n" + ";\n".join(lines).encode()))


def subject(value: bytes) -> bytes:
    """Make a mail with a subject as given."""
    return mail_of(head=HEAD.replace(b"Subject: form", b"Subject: " + value))


def from_(value: bytes) -> bytes:
    """Make a mail with a From line as given."""
    return mail_of(head=HEAD.replace(b"From: " + SENDER.encode(), b"From: " + value))


KIND = b'application/vnd.ms-excel; name="' + word(UTF8, "utf-8") + b'"'
NAMES = (
    Case("raw GBK in quotes", named(b'"' + GBK + b'"'), (NAME,)),
    Case("raw GBK without quotes", named(GBK), (NAME,)),
    Case("raw UTF-8", named(b'"' + UTF8 + b'"'), (NAME,)),
    Case(
        "an encoded word in quotes, gb2312 that is GBK",
        named(b'"' + word("镕城㙍.xlsx".encode("gb18030"), "gb2312") + b'"'),
        ("镕城㙍.xlsx",),
    ),
    Case("an encoded word without quotes", named(word(UTF8, "utf-8")), (NAME,)),
    Case("quoted-printable words", named(b'"' + word(GBK, "GBK", "Q") + b'"'), (NAME,)),
    Case(
        "a sign cut in two between words",
        named(b'"' + word(UTF8[:10], "utf-8") + b"\n " + word(UTF8[10:], "utf-8") + b'"'),
        (NAME,),
    ),
    Case(
        "words of two charsets",
        named(b'"' + word("乐清市".encode("gbk"), "gb18030") + b" " + word("三季度.xlsx".encode(), "utf-8") + b'"'),
        (NAME,),
    ),
    Case("a word that says gb2312 and is UTF-8", named(word(UTF8, "gb2312")), (NAME,)),
    Case("a word that says iso-8859-1 and is GBK", named(word(GBK, "iso-8859-1")), (NAME,)),
    Case("a word of a charset nobody knows", named(word(UTF8, "x-foxmail")), (NAME,)),
    Case(
        "a word whose base64 lacks its end", named(b"=?utf-8?B?" + base64.b64encode(UTF8).rstrip(b"=") + b"?="), (NAME,)
    ),
    Case(
        "RFC 2231, UTF-8", named(b"x; filename*=utf-8''" + quote(NAME).encode()).replace(b"filename=x; ", b""), (NAME,)
    ),
    Case("RFC 2231, GBK in pieces that cut signs", pieces(_LONG, "gb2312", 40), (_LONG,)),
    Case("RFC 2231, UTF-8 in pieces", pieces(_LONG, "utf-8", 60), (_LONG,)),
    Case(
        "a plain name beside the one of RFC 2231",
        named(b"report.xlsx; filename*=UTF-8'zh'" + quote(NAME).encode()),
        (NAME,),
    ),
    Case("the name only in Content-Type", mail_of(attached(b"Content-Disposition: attachment", kind=KIND)), (NAME,)),
    Case("the name only in Content-Type, no disposition", mail_of(attached(kind=KIND)), (NAME,)),
    Case("no name at all", mail_of(attached(b"Content-Disposition: attachment", kind=b"text/csv")), ("附件1.csv",)),
    Case("a name with a way out", named(b'"../../../etc/passwd.xlsx"'), ("passwd.xlsx",)),
    Case("a name with a drive", named(b'"C:\\\\Users\\\\lq\\\\a.xlsx"'), ("a.xlsx",)),
    Case("a name of dots", named(b'".."'), ("_",)),
    Case("a name that Windows keeps for a device", named(b"CON.xlsx"), ("_CON.xlsx",)),
    Case("a name that is written backwards", named('"a\u202exslx.exe"'.encode()), ("a_xslx.exe",)),
    Case("a name too long for a disk", named(b'"' + ("长" * 300 + ".xlsx").encode() + b'"'), ("长" * 65 + ".xlsx",)),
    Case("a name with quotes within", named(b'"\\"a\\".xlsx"'), ("_a_.xlsx",)),
    Case(
        "two files of one name",
        mail_of(*[attached(b"Content-Disposition: attachment; filename=a.xlsx")] * 2),
        ("a.xlsx", "a(2).xlsx"),
    ),
    Case(
        "a number that is taken already",
        mail_of(*(attached(b"Content-Disposition: attachment; filename=" + name) for name in (b"a", b"a(2)", b"a"))),
        ("a", "a(2)", "a(3)"),
    ),
    Case(
        "names that differ by case alone",
        mail_of(
            attached(b"Content-Disposition: attachment; filename=A.xlsx"),
            attached(b"Content-Disposition: attachment; filename=a.xlsx"),
        ),
        ("A.xlsx", "a(2).xlsx"),
    ),
    Case("a subject in raw GBK", subject("乐清市报表".encode("gbk")), subject="乐清市报表"),
    Case("a subject in raw UTF-8", subject("乐清市报表".encode()), subject="乐清市报表"),
    Case(
        "a subject of words with blanks between and after",
        subject(word("乐清".encode("gbk"), "gb2312") + b"\n " + word("市报表".encode("gbk"), "gb2312") + b" 2023Q3"),
        subject="乐清市报表 2023Q3",
    ),
    Case(
        "a subject of three words that cut signs",
        subject(b" ".join(word("乐清市报表".encode()[a:b], "utf-8") for a, b in ((0, 4), (4, 8), (8, 15)))),
        subject="乐清市报表",
    ),
    Case("a subject in base64 with a language", subject(word("乐清".encode(), "utf-8*zh")), subject="乐清"),
    Case("what looks like a word and is none", subject(b"=?utf-8?X?abc?= a=b?"), subject="=?utf-8?X?abc?= a=b?"),
    Case(
        "a sender with a raw GBK name",
        from_("乐清".encode("gbk") + b" <" + SENDER.upper().encode() + b">"),
        name="乐清",
    ),
    Case(
        "a sender with a word for a name",
        from_(b'"' + word("乐清".encode("gbk"), "gb2312") + b'" <' + SENDER.encode() + b">"),
        name="乐清",
    ),
    Case(
        "a sender whose address is no ASCII", from_(b"<" + "乐清".encode("gbk") + b"@163.com>"), sender="乐清@163.com"
    ),
    Case("an address that is a command", from_(b"<a;reboot@163.com>"), sender="", faults=("发件人",)),
    Case("an address that begins another", from_(b"<`reboot`@163.com>"), sender="", faults=("发件人",)),
    Case("a sender without brackets", from_(SENDER.encode() + b" (Yueqing)")),
    Case("a name that is an address", from_(b'"longwan@kj.example.invalid" <wz123@163.com>'), sender="wz123@163.com"),
    Case(
        "a word that spells an address",
        from_(word(b"<longwan@kj.example.invalid>", "utf-8") + b" <wz123@163.com>"),
        sender="wz123@163.com",
    ),
    Case("two senders are none", from_(b"<a@163.com>, <" + SENDER.encode() + b">"), sender="", faults=("发件人",)),
    Case("two From lines are none", headed(b"From: other@163.com"), ("a.xlsx",), sender="", faults=("发件人",)),
    Case("no From line", mail_of(head=b"Subject: x\nMessage-ID: <2@a>"), sender="", faults=("发件人",)),
    Case(
        "a name in a description alone",
        mail_of(attached(b"Content-Disposition: attachment", b"Content-Description: a.xlsx")),
        ("a.xlsx",),
    ),
    Case(
        "a blank before the colon of a parameter",
        mail_of(attached(b'Content-Disposition: ATTACHMENT ; FileName = "a.xlsx" ; size=3')),
        ("a.xlsx",),
    ),
)
