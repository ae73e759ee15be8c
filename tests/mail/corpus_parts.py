"""Mails as programs build them: nested, packed, half, in every charset."""

from __future__ import annotations

import base64
import binascii
import io
import struct
import zipfile

from tests.mail.corpus import FORM, HEAD, Case, attached, mail_of
from tests.mail.letters import part

AT = b"Content-Disposition: attachment; filename="
PNG = b"\x89PNG\r\n\x1a\n"
HTML = b"Content-Type: text/html; charset=gb2312\n\n"


def text_mail(charset: bytes, text: bytes, coding: bytes = b"8bit") -> bytes:
    """Make a mail that is nothing but a text."""
    head = HEAD + b"\nMIME-Version: 1.0\nContent-Type: text/plain; charset=" + charset
    return head + b"\nContent-Transfer-Encoding: " + coding + b"\n\n" + text


def zipped(name: str) -> bytes:
    """Pack a form."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), FORM)
    return stream.getvalue()


def uuencoded(name: bytes) -> bytes:
    """Write a form into a text as mailers of old did."""
    lines = [binascii.b2a_uu(FORM[at : at + 45]) for at in range(0, len(FORM), 45)]
    return b"begin 644 " + name + b"\n" + b"".join(lines) + b"`\nend\n"


def tnef(name: bytes, content: bytes) -> bytes:
    """Make a winmail.dat with one file, as Outlook packs it."""

    def attribute(level: int, number: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BHHI", level, number, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    packet = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x9006, 8, struct.pack("<I", 0x10000))
    packet += attribute(1, 0x9007, 6, struct.pack("<II", 936, 0)) + attribute(2, 0x9002, 6, bytes(14))
    return packet + attribute(2, 0x8010, 1, name + b"\0") + attribute(2, 0x800F, 6, content)


def deep(depth: int) -> bytes:
    """Nest a form in parts of parts."""
    inner = attached(AT + b"a.xlsx")
    for number in range(depth):
        mark = b"=_%d" % number
        inner = (
            b'Content-Type: multipart/mixed; boundary="'
            + mark
            + b'"\n\n--'
            + mark
            + b"\n"
            + inner
            + b"\n--"
            + mark
            + b"--\n"
        )
    return mail_of(inner)


INNER = mail_of(attached(AT + b"a.xlsx"), head=HEAD.replace(b"form", "三季度".encode("gbk"))).replace(b"=_x", b"=_y")
PARTS = (
    Case("an ordinary mail", mail_of(attached(AT + b"a.xlsx")), ("a.xlsx",), text="请查收"),
    Case(
        "a form that is the whole mail",
        HEAD
        + b"\nContent-Type: application/vnd.ms-excel; name=a.xlsx\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(FORM),
        ("a.xlsx",),
    ),
    Case("an inline form", mail_of(attached(b"Content-Disposition: inline; filename=a.xlsx")), ("a.xlsx",)),
    Case(
        "a form in multipart/related beside its page",
        mail_of(attached(b"Content-ID: <x>", AT + b"a.xlsx"), kind=b"multipart/related"),
        ("a.xlsx",),
    ),
    Case(
        "a form in multipart/alternative", mail_of(attached(AT + b"a.xlsx"), kind=b"multipart/alternative"), ("a.xlsx",)
    ),
    Case("a form ten parts deep", deep(10), ("a.xlsx",)),
    Case("a form thirty parts deep", deep(30), (), faults=("嵌套太深",)),
    Case(
        "a part of a kind that contradicts its name", mail_of(attached(AT + b"a.xlsx", kind=b"text/plain")), ("a.xlsx",)
    ),
    Case(
        "a text that is attached",
        mail_of(part(b"text/plain", b"abc", AT + b"a.txt")),
        ("a.txt",),
        contents={"a.txt": b"abc"},
    ),
    Case("a kind that is no kind", mail_of(attached(AT + b"a.xlsx", kind=b"xlsx")), ("a.xlsx",)),
    Case(
        "base64 with blanks and without its end",
        mail_of(
            b"Content-Type: x/y\n"
            + AT
            + b"a.xlsx\nContent-Transfer-Encoding: BASE64 \n\n  "
            + base64.b64encode(FORM).rstrip(b"=")
        ),
        ("a.xlsx",),
    ),
    Case(
        "quoted-printable",
        mail_of(
            b"Content-Type: x/y\n"
            + AT
            + b"a.xlsx\nContent-Transfer-Encoding: quoted-printable\n\n"
            + binascii.b2a_qp(FORM, istext=False)
        ),
        ("a.xlsx",),
    ),
    Case("no closing boundary", mail_of(attached(AT + b"a.xlsx")).rsplit(b"--=_x--", 1)[0], ("a.xlsx",)),
    Case("a boundary that never comes", HEAD + b"\nContent-Type: multipart/mixed; boundary=no\n\nabc", (), text="abc"),
    Case("lines that end as on Unix", mail_of(attached(AT + b"a.xlsx")).replace(b"\r\n", b"\n"), ("a.xlsx",)),
    Case("an empty line before the headers", b"\r\n" + mail_of(attached(AT + b"a.xlsx")), ("a.xlsx",)),
    Case("a file of no bytes", mail_of(part(b"x/y", b"", AT + b"a.xlsx")), ("a.xlsx",), contents={"a.xlsx": b""}),
    Case(
        "a mail that is forwarded as a file",
        mail_of(b"Content-Type: message/rfc822\n\n" + INNER.replace(b"\r\n", b"\n")),
        ("三季度.eml",),
        contents={"三季度.eml": INNER.replace(b"\r\n", b"\n")},
    ),
    Case(
        "a forwarded mail in base64, against the rules",
        mail_of(part(b"message/rfc822; name=a.eml", INNER)),
        ("a.eml",),
        contents={"a.eml": INNER},
    ),
    Case(
        "an archive",
        mail_of(attached(AT + b"a.zip", content=zipped("乐清.xlsx"))),
        ("a.zip",),
        contents={"a.zip": zipped("乐清.xlsx")},
    ),
    Case(
        "winmail.dat with a GBK name",
        mail_of(
            attached(AT + b"winmail.dat", kind=b"application/ms-tnef", content=tnef("乐清.xlsx".encode("gbk"), FORM))
        ),
        ("乐清.xlsx",),
    ),
    Case(
        "winmail.dat that says it is a stream",
        mail_of(attached(AT + b"WINMAIL.DAT", content=tnef(b"a.xlsx", FORM))),
        ("a.xlsx",),
    ),
    Case(
        "a damaged winmail.dat",
        mail_of(attached(AT + b"winmail.dat", kind=b"application/ms-tnef", content=b"abc")),
        ("winmail.dat",),
        contents={"winmail.dat": b"abc"},
        faults=("winmail.dat",),
    ),
    Case(
        "uuencoded in the text",
        text_mail(b"us-ascii", b"see below\n" + uuencoded(b"a.xlsx")),
        ("a.xlsx",),
        text="see below",
    ),
    Case(
        "a small picture of the signature",
        mail_of(
            HTML + b"<img src=cid:logo>",
            part(b"image/png", PNG, b"Content-ID: <logo>", b"Content-Disposition: inline; filename=logo.png"),
            attached(AT + b"a.xlsx"),
            kind=b"multipart/related",
        ),
        ("a.xlsx",),
    ),
    Case(
        "a picture shown but said to be attached",
        mail_of(
            HTML + b'<img src="cid:logo">',
            part(b"image/png", PNG, b"Content-ID: <logo>", AT + b"logo.png"),
            kind=b"multipart/related",
        ),
        (),
    ),
    Case(
        "a scan pasted into the text",
        mail_of(
            HTML + b"<img src=cid:s>",
            part(b"image/jpeg", PNG * 9000, b"Content-ID: <s>", b"Content-Disposition: inline; filename=s.jpg"),
            kind=b"multipart/related",
        ),
        ("s.jpg",),
        contents={"s.jpg": PNG * 9000},
    ),
    Case(
        "a small scan that is attached",
        mail_of(part(b"image/jpeg", PNG, AT + b"s.jpg")),
        ("s.jpg",),
        contents={"s.jpg": PNG},
    ),
    Case(
        "an invitation and a signature beside the form",
        mail_of(
            part(b"text/calendar", b"x"),
            part(b"application/pkcs7-signature", b"x", AT + b"smime.p7s"),
            attached(AT + b"a.xlsx"),
            kind=b"multipart/signed",
        ),
        ("a.xlsx",),
    ),
    Case(
        "a sealed mail",
        HEAD + b"\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nYWJj\n",
        (),
        faults=("加密",),
    ),
    Case(
        "a file that is elsewhere",
        mail_of(
            b'Content-Type: message/external-body; access-type=URL; URL="http://x.example"\n\nContent-Type: x/y\n\n'
        ),
        (),
        faults=("没有随信寄来",),
    ),
    Case(
        "a mail cut into several",
        HEAD + b"\nContent-Type: message/partial; id=1; number=1; total=2\n\nabc",
        (),
        faults=("拆成了几封",),
    ),
    Case("a text in GBK that says gb2312", text_mail(b"gb2312", "镕城报表已报".encode("gbk")), text="镕城报表已报"),
    Case(
        "a text in GBK that says UTF-8",
        text_mail(b"utf-8", "报表已报送，请查收".encode("gbk")),
        text="报表已报送，请查收",
    ),
    Case("a text in UTF-8 that says gb2312", text_mail(b"gb2312", "报表已报送".encode()), text="报表已报送"),
    Case("a text in GBK that says us-ascii", text_mail(b"us-ascii", "报表已报送".encode("gbk")), text="报表已报送"),
    Case("a text in GB18030 with four bytes a sign", text_mail(b"gb18030", "㐂㑇".encode("gb18030")), text="㐂㑇"),
    Case("a text in UTF-16", text_mail(b"utf-16", base64.b64encode("报表".encode("utf-16")), b"base64"), text="报表"),
    Case("a text in a charset nobody knows", text_mail(b"x-unheard", "报表".encode()), text="报表"),
    Case(
        "a page alone",
        HEAD
        + b"\n"
        + HTML.replace(b"\n\n", b"\n\n<style>p{x:y}</style><p>")
        + "报表已报".encode("gbk")
        + b"</p><script>alert(1)</script>",
        text="报表已报",
    ),
    Case("no text and no part", HEAD + b"\n\n", ()),
    Case("not a mail at all", b"\x00\x01\x02 nothing", (), sender="", faults=("发件人",)),
)
