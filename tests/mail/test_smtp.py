"""Mails to a server: what is taken, what is refused and why, and that none goes where it may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reporting.mail.compose import compose
from reporting.mail.gate import stopped
from reporting.mail.smtp import Outcome, Result, Server, connected
from reporting.model.errors import MailError
from reporting.model.mails import Outgoing
from reporting.model.settings import SSL, STARTTLS
from tests.mail.servers import free_port
from tests.mail.smtpserver import PASSWORD, USER, Post, running_post, smtp
from tests.mail.test_compose import AT, SENDER, outgoing

__all__ = ["running_post", "smtp"]

OWN, ALSO, ELSE = "yueqing@kj.example.cn", "yueqing2@kj.example.cn", "ruian@kj.example.cn"
LEADER = "office@kj.example.cn"
OPEN = {"330382": frozenset({OWN, ALSO}), "330381": frozenset({ELSE}), "": frozenset({LEADER})}


def server_of(post: Post) -> Server:
    """Give the server as the settings would name it."""
    return Server("localhost", post.port, STARTTLS, USER, PASSWORD, post.ca)


def sent(post: Post, *mails: Outgoing, handing: Callable[[], None] = lambda: None) -> list[Result]:
    """Send mails over one connection."""
    with connected(server_of(post), OPEN) as connection:
        return [connection.send(SENDER.address, one, compose(one, SENDER, AT), handing) for one in mails]


def test_what_is_sent_is_what_arrives(smtp: Post) -> None:
    """The server has every mail once, byte for byte, for exactly its addressees; the line is encrypted, we log in."""
    mails = [outgoing(), outgoing(key="另一封", to=(OWN, ALSO))]
    assert [one.outcome for one in sent(smtp, *mails)] == [Outcome.SENT, Outcome.SENT]
    assert [one.to for one in smtp.taken] == [(OWN,), (OWN, ALSO)]
    assert [one.content for one in smtp.taken] == [compose(one, SENDER, AT) for one in mails]


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("330382", (ELSE,)),  # another county's
        ("330382", (OWN, ELSE)),  # its own, and another's
        ("330382", (LEADER,)),
        ("", (OWN,)),  # the bureau's own affairs are not a county's
        ("330382", ("stranger@elsewhere.cn",)),
        ("330399", (OWN,)),  # a unit the catalogue does not know
        ("330382", (f"{OWN}\r\nBcc: spy@elsewhere.cn",)),
        ("330382", ()),
    ],
)
def test_no_mail_goes_where_it_may_not(smtp: Post, unit: str, to: tuple[str, ...]) -> None:
    """Whoever wrote it: one wrong address stops the whole mail at the last door, and people are told."""
    (result,) = sent(smtp, outgoing(unit=unit, to=to))
    assert result.outcome is Outcome.REFUSED
    assert result.fault
    assert smtp.taken == []


@pytest.mark.parametrize(("unit", "to"), [("330382", (OWN,)), ("330382", (OWN.upper(), ALSO)), ("", (LEADER,))])
def test_the_door_is_open_for_those_who_are_listed(unit: str, to: tuple[str, ...]) -> None:
    """A unit's own addresses, in large or small letters, and those of 分发 for the bureau's own mails."""
    assert stopped(outgoing(unit=unit, to=to), OPEN) == ""


def test_an_address_that_is_refused_for_good_is_told(smtp: Post) -> None:
    """A mail to one unknown address is given up, with what the server said."""
    smtp.refused[OWN] = "550 5.1.1 no such user"
    (result,) = sent(smtp, outgoing())
    assert (result.outcome, "no such user" in result.fault, OWN in result.fault) == (Outcome.REFUSED, True, True)


def test_who_can_be_reached_gets_it_and_who_cannot_is_told(smtp: Post) -> None:
    """One bad address of two does not keep the mail from the other."""
    smtp.refused[ALSO] = "550 no"
    (result,) = sent(smtp, outgoing(to=(OWN, ALSO)))
    assert (result.outcome, ALSO in result.fault, OWN in result.fault) == (Outcome.SENT, True, False)
    assert [one.to for one in smtp.taken] == [(OWN,)]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("451 busy", Outcome.LATER),
        ("421 closing", Outcome.LATER),
        ("552 too large", Outcome.REFUSED),
        ("554 spam", Outcome.REFUSED),
        ("abort", Outcome.DOUBTFUL),
        ("take and abort", Outcome.DOUBTFUL),
    ],
)
def test_what_a_server_says_to_the_content_decides(smtp: Post, answer: str, outcome: Outcome) -> None:
    """4xx is tried again, 5xx is given up, and where the line breaks off nobody knows."""
    smtp.answers.append(answer)
    begun: list[str] = []
    (result,) = sent(smtp, outgoing(), handing=lambda: begun.append("x"))
    assert (result.outcome, begun) == (outcome, ["x"])


def test_what_breaks_off_before_the_content_is_surely_not_sent(smtp: Post) -> None:
    """Where no addressee was taken, the content never went: nothing is in doubt."""
    smtp.refused[OWN] = "450 later"
    begun: list[str] = []
    (result,) = sent(smtp, outgoing(), handing=lambda: begun.append("x"))
    assert (result.outcome, begun) == (Outcome.LATER, [])


def test_a_refusal_does_not_stop_the_mails_behind_it(smtp: Post) -> None:
    """Each mail is judged by itself."""
    smtp.answers += ["554 no", "250 OK"]
    assert [one.outcome for one in sent(smtp, outgoing(), outgoing(key="另一封"))] == [Outcome.REFUSED, Outcome.SENT]


def test_a_wrong_password_is_told_with_the_mend(smtp: Post) -> None:
    """People are told where the password belongs."""
    wrong = replace(server_of(smtp), password="wrong")
    with pytest.raises(MailError, match="REPORTING_SMTP_PASSWORD"), connected(wrong, OPEN):
        pass


def test_a_certificate_nobody_vouches_for_is_refused(smtp: Post) -> None:
    """Without the bureau's own certificate file a self-signed server is not spoken to, and no password goes there."""
    with pytest.raises(MailError, match=r"\[smtp\] ca"), connected(replace(server_of(smtp), ca_file=None), OPEN):
        pass


def test_a_server_that_is_not_there_is_told() -> None:
    """What cannot be reached is said in Chinese, with what to look at."""
    for tls in (SSL, STARTTLS):
        with pytest.raises(MailError, match="请检查网络"), connected(Server("localhost", free_port(), tls), OPEN):
            pass
