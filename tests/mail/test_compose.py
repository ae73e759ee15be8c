"""A mail as bytes: read again it is what was meant, in old programs too, and always the same."""

from __future__ import annotations

import email
import re
from datetime import datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.mail.compose import Sender, compose, message_id
from reporting.mail.parse import parse
from reporting.model.mails import Enclosed, MailKind, Outgoing
from reporting.model.periods import Period

AT = datetime(2023, 10, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
SENDER = Sender("kjj@kj.example.cn", "温州市科学技术局")
WORKBOOK = Enclosed("退回-KJ1-第1版（乐清市）.xlsx", bytes(range(256)) * 20)


def outgoing(**changed: object) -> Outgoing:
    """Make a mail."""
    about: dict[str, object] = {
        "key": "回执/2023Q3/乐清市/KJ1第1版已退回",
        "kind": MailKind.RECEIPT,
        "to": ("yueqing@kj.example.cn",),
        "subject": "回执：2023年前三季度报表有报表退回，请改正后重报（乐清市）",
        "text": "乐清市：\n　　您单位报送的报表已收到。\n",
        "enclosed": (WORKBOOK,),
        "unit": "330382",
        "period": Period(2023, 3),
    }
    return Outgoing(**{**about, **changed})  # type: ignore[arg-type]  # by name


def read(content: bytes) -> EmailMessage:
    """Read a mail as Python's own library does."""
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def names_by_rfc_2047(content: bytes) -> list[str]:
    """Read the names of files the way Outlook, Foxmail and the web mails of 163 and QQ do: from Content-Type."""
    found = re.findall(rb'name="([^"]+)"', content)
    return [str(make_header(decode_header(one.decode("ascii").replace("\r\n", "")))) for one in found]


def names_by_rfc_2231(content: bytes) -> list[str]:
    """Read the names of files from Content-Disposition, without continuations."""
    return [unquote(one.decode("ascii")) for one in re.findall(rb"filename\*=utf-8''(\S+)", content)]


def test_what_is_written_is_read_again() -> None:
    """Subject, text, addressees, date and the file's bytes come out as they went in."""
    message = read(compose(outgoing(), SENDER, AT))
    assert str(message["Subject"]) == outgoing().subject
    assert message["To"].addresses[0].addr_spec == "yueqing@kj.example.cn"
    assert (message["From"].addresses[0].display_name, message["From"].addresses[0].addr_spec) == (
        SENDER.name,
        SENDER.address,
    )
    assert message["Date"].datetime == AT
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == outgoing().text.rstrip("\n")
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (WORKBOOK.name, WORKBOOK.content)


def test_our_own_reader_takes_it_as_it_was_meant() -> None:
    """A mail of ours that is sent back to us is read whole."""
    content = compose(outgoing(), SENDER, AT)
    incoming = parse(content, "1", AT)
    assert (incoming.subject, incoming.sender) == (outgoing().subject, SENDER.address)
    assert [(one.name, one.content) for one in incoming.enclosed] == [(WORKBOOK.name, WORKBOOK.content)]


LONG = "关于报送2023年前三季度科技创新指标完成情况及重大项目进展情况的报表（修改稿）" * 3


@pytest.mark.parametrize(
    "name",
    [
        "回执-KJ1-第1版.docx",
        "温州高新区〈经开区〉.xlsx",
        "100%完成（乐清市）'引号';分号.xlsx",
        "R&D 经费.pdf",
        f"{LONG}.xlsx",
    ],
)
def test_names_of_files_are_read_both_ways(name: str) -> None:
    """Whichever of the two ways a mail program knows, it shows the same name; one too long keeps its ending."""
    content = compose(outgoing(enclosed=(Enclosed(name, b"x"),)), SENDER, AT)
    (old,), (new,) = names_by_rfc_2047(content), names_by_rfc_2231(content)
    (file,) = read(content).iter_attachments()
    assert old == new == file.get_filename()
    assert old.endswith(name[-5:])
    assert old == name or len(name) > 90


def test_every_line_can_pass_any_server() -> None:
    """All is ASCII, no line is longer than 998 signs, words of RFC 2047 no longer than 75."""
    content = compose(outgoing(subject=LONG, enclosed=(Enclosed(f"{LONG}.xlsx", b"x" * 5000),)), SENDER, AT)
    assert content.isascii()
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not [one for line in lines for one in (b"\n", b"\r") if one in line]
    assert max(len(word) for word in re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", content)) <= 75


def test_the_same_mail_has_the_same_bytes_and_another_occasion_another_id() -> None:
    """What is sent a second time is known for the same; two mails are never taken for one."""
    assert compose(outgoing(), SENDER, AT) == compose(outgoing(), SENDER, AT)
    other = outgoing(key="回执/2023Q3/乐清市/KJ1第2版已接受")
    assert message_id(other, SENDER) != message_id(outgoing(), SENDER)
    assert message_id(outgoing(), SENDER) == message_id(outgoing(subject="改过"), SENDER)
    assert re.fullmatch(r"<[0-9a-f]{32}@kj\.example\.cn>", message_id(outgoing(), SENDER))


def test_an_answer_stands_in_its_thread() -> None:
    """In-Reply-To names the mail that is answered, References those before it too, the oldest first."""
    mail = outgoing(in_reply_to="<c@x.cn>", references=("<a@x.cn>", "<b@x.cn>"))
    message = read(compose(mail, SENDER, AT))
    assert message["In-Reply-To"] == "<c@x.cn>"
    assert str(message["References"]).split() == ["<a@x.cn>", "<b@x.cn>", "<c@x.cn>"]


def test_a_mail_without_a_thread_names_none() -> None:
    """What answers nothing says nothing of it."""
    message = read(compose(outgoing(), SENDER, AT))
    assert (message["In-Reply-To"], message["References"]) == (None, None)


@pytest.mark.parametrize("bad", ["<a@x.cn>\r\nBcc: <spy@x.cn>", "no id", "<>", "<a b@x.cn>", "<编号@x.cn>"])
def test_an_id_from_outside_that_is_none_is_left_out(bad: str) -> None:
    """A stranger's Message-ID cannot write headers of ours."""
    message = read(compose(outgoing(in_reply_to=bad, references=(bad,)), SENDER, AT))
    assert (message["In-Reply-To"], message["References"], message["Bcc"]) == (None, None, None)


@given(subject=st.text(max_size=80), name=st.text(min_size=1, max_size=60), text=st.text(max_size=200))
def test_whatever_words_there_are_make_one_sound_mail(subject: str, name: str, text: str) -> None:
    """Line ends, quotes and signs of any kind in a subject, a name or a text stay words and never become headers."""
    mail = outgoing(subject=subject, text=text.encode("utf-8", "replace").decode(), enclosed=(Enclosed(name, b"x"),))
    message = email.message_from_bytes(compose(mail, SENDER, AT), policy=default)
    assert {one.lower() for one in message.keys()} == {  # noqa: SIM118 - a message is no mapping
        *("from", "to", "subject", "date", "message-id", "mime-version", "content-type"),
        *("auto-submitted", "x-auto-response-suppress"),
    }
    assert len(list(message.iter_attachments())) == 1


def test_a_draft_opens_for_sending_and_a_sent_mail_does_not() -> None:
    """What is written as a file says that it is still to be sent; what goes to a server does not."""
    assert read(compose(outgoing(), SENDER, AT, unsent=True))["X-Unsent"] == "1"
    assert read(compose(outgoing(), SENDER, AT))["X-Unsent"] is None
    assert read(compose(outgoing(), Sender(""), AT, unsent=True))["From"] is None
