"""A whole quarter, from blank forms to the briefing, with a clock that the test moves and nobody at the keys.

The forms of the third quarter of 2023 are due on 18 October. The days of reminding are the 13th, the 19th and the 23rd.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from email.message import EmailMessage

import pytest

from reporting.model.catalogue import Catalogue
from tests.commands.calling import ask, call
from tests.commands.posted import setting
from tests.documents.made import lines
from tests.mail import servers, smtpserver
from tests.timetable.town import BUREAU, Folders, Servers, Town, files_of, without_address

ON_TIME = ("鹿城区", "龙湾区", "瓯海区", "洞头区", "龙港市", "平阳县", "温州海经区", "温州现代集团有限公司")
WRONG, CORRECTED, LATE, EMPTY, NEVER = "瑞安市", "乐清市", "文成县", "永嘉县", ("泰顺县", "温州高新区〈经开区〉")
WITHOUT_ADDRESS = "苍南县"
COUNTIES = (*ON_TIME, WRONG, CORRECTED, LATE, EMPTY, *NEVER, WITHOUT_ADDRESS)
STRANGER = "someone@elsewhere.example.invalid"


@dataclass
class Quarter:
    """The quarter played to its end: the town, what left by the end of each round, and who wrote which mail."""

    town: Town
    left: dict[str, list[EmailMessage]] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)

    def round(self, now: str) -> None:
        """Let the service look, and keep what left in this round."""
        before = {one["Message-ID"] for one in self.town.post.sent()}
        self.town.round(now)
        self.left[now[5:10]] = [one for one in self.town.post.sent() if one["Message-ID"] not in before]

    def written(self, day: str, word: str) -> list[EmailMessage]:
        """Give the mails of a round whose subject has a word."""
        return [one for one in self.left[day] if word in str(one["Subject"])]

    def to(self, day: str, word: str) -> set[str]:
        """Name the counties to which mails of a round went."""
        names = {self.town.unit(name).email: name for name in COUNTIES if name != WITHOUT_ADDRESS}
        return {names[str(one["To"])] for one in self.written(day, word) if str(one["To"]) in names}


@pytest.fixture(scope="module", params=["folders", "servers"])
def quarter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quarter]:
    """Play the quarter: by mails that are files, then by real servers."""
    home = tmp_path_factory.mktemp("quarter") / "科技局"
    assert call("init", home).status == 0
    without_address(home, WITHOUT_ADDRESS)
    if request.param == "folders":
        yield play(Quarter(Town(home, Folders(home))))
        return
    if servers.why_none():
        pytest.skip(servers.why_none())
    with servers.served() as mailbox, smtpserver.posting() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORTING_IMAP_PASSWORD", servers.PASSWORD)
        patch.setenv("REPORTING_SMTP_PASSWORD", smtpserver.PASSWORD)
        post = Servers(mailbox, server)
        for line in post.settings:
            setting(home, line)
        yield play(Quarter(Town(home, post)))


def play(quarter: Quarter) -> Quarter:
    """Let the quarter go by, with a look of the service whenever something came or was due."""
    town = quarter.town
    quarter.round("2023-10-09T09:30:00")
    for name in (*ON_TIME, CORRECTED):
        quarter.mails[name] = town.answer(name, "2023-10-12T10:00:00")
    town.carry(WITHOUT_ADDRESS, "2023-10-12T15:00:00")
    quarter.round("2023-10-12T17:00:00")
    quarter.round("2023-10-13T09:05:00")
    quarter.mails[WRONG] = town.answer(WRONG, "2023-10-16T10:00:00", {"INCUBATOR_NEW": "二十多"})
    quarter.mails[EMPTY] = town.write(EMPTY, "2023-10-16T11:00:00", {}, town.mailed_to(EMPTY))
    forged = files_of(town.mailed_to(NEVER[0]))
    quarter.mails[STRANGER] = town.write(STRANGER, "2023-10-16T12:00:00", forged, None)
    quarter.round("2023-10-16T17:00:00")
    quarter.mails["改正"] = town.answer(WRONG, "2023-10-17T10:00:00")
    quarter.mails["更正"] = town.answer(CORRECTED, "2023-10-17T11:00:00", {"INCUBATOR_NEW": Decimal(30)})
    quarter.round("2023-10-17T17:00:00")
    quarter.round("2023-10-19T09:05:00")
    quarter.mails[LATE] = town.answer(LATE, "2023-10-20T10:00:00")
    quarter.round("2023-10-20T17:00:00")
    quarter.round("2023-10-30T08:00:00")  # nobody was there for a week, and it is before the hour
    signed = ("--by", "王某", "--despite", "两家始终未报，建议一栏由局长口头布置")
    assert call("--home", town.home, "--now", "2023-10-31T09:00:00+08:00", "release", "2023Q3", *signed).status == 0
    quarter.round("2023-10-31T10:00:00")
    return quarter


def catalogue(quarter: Quarter) -> Catalogue:
    """Give the bureau's catalogue."""
    return quarter.town.office("2023-10-30T08:00:00").catalogue


def answers_to(quarter: Quarter, written: str) -> list[EmailMessage]:
    """Give the mails that answer a mail."""
    return [one for one in quarter.town.post.sent() if str(one["In-Reply-To"] or "") == written]


def test_everybody_with_an_address_is_mailed_the_blank_forms_once(quarter: Quarter) -> None:
    """One mail an office, with its own workbook and nobody else's."""
    mails = quarter.town.sent("请报送")
    assert Counter(str(one["To"]) for one in mails).most_common(1)[0][1] == 1
    assert quarter.to("10-09", "请报送") == {*COUNTIES} - {WITHOUT_ADDRESS}
    for name in (*ON_TIME, WRONG):
        assert list(files_of(quarter.town.mailed_to(name))) == [f"{name}.xlsx"]


def test_who_has_no_address_finds_everything_in_a_folder(quarter: Quarter) -> None:
    """Somebody hands it over: forms, then receipts, lie in a folder under the office's name, and no mail goes."""
    names = [path.name for path in quarter.town.handed_over(WITHOUT_ADDRESS).iterdir()]
    assert f"{WITHOUT_ADDRESS}.xlsx" in names
    assert "回执-KJ1-第1版.docx" in names
    assert [one["Subject"] for one in quarter.town.post.sent() if WITHOUT_ADDRESS in str(one["Subject"])] == []


@pytest.mark.parametrize("name", [*ON_TIME, CORRECTED, LATE])
def test_a_form_is_answered_in_its_thread_with_its_receipt(quarter: Quarter, name: str) -> None:
    """Who sends a form gets one answer, to the address it wrote from, with a receipt and nothing of others."""
    (answer,) = answers_to(quarter, quarter.mails[name])
    assert str(answer["To"]) == quarter.town.unit(name).email
    assert "回执" in str(answer["Subject"])
    files = files_of(answer)
    assert files
    assert all(file.startswith("回执-") and file.endswith(".docx") for file in files)


def test_a_wrong_form_comes_back_marked_and_its_correction_is_taken(quarter: Quarter) -> None:
    """The first answer brings the file back, the second says that all is well; both in their own thread."""
    (back,) = answers_to(quarter, quarter.mails[WRONG])
    (well,) = answers_to(quarter, quarter.mails["改正"])
    assert "退回" in str(back["Subject"])
    assert any(file.startswith("退回") and file.endswith(".xlsx") for file in files_of(back))
    assert "退回" not in str(well["Subject"])
    assert not any(file.endswith(".xlsx") for file in files_of(well))


def test_a_correction_is_answered_by_itself(quarter: Quarter) -> None:
    """A second version has a receipt of its own, in the thread of the mail that brought it."""
    (answer,) = answers_to(quarter, quarter.mails["更正"])
    assert str(answer["To"]) == quarter.town.unit(CORRECTED).email


def test_a_mail_without_a_file_gets_a_kind_answer_with_the_form(quarter: Quarter) -> None:
    """The clerk who forgot the file is told so, and given the form again."""
    (answer,) = answers_to(quarter, quarter.mails[EMPTY])
    assert "补发" in str(answer["Subject"])
    assert list(files_of(answer)) == [f"{EMPTY}.xlsx"]


def test_a_stranger_is_never_answered(quarter: Quarter) -> None:
    """A form of a county from an address nobody knows counts for nothing and brings no mail to anybody."""
    assert answers_to(quarter, quarter.mails[STRANGER]) == []
    assert [one for one in quarter.town.post.sent() if STRANGER in str(one["To"])] == []


def test_before_the_deadline_those_are_reminded_that_still_owe(quarter: Quarter) -> None:
    """On the 13th whoever has not sent is told that the day is near; whoever has is left in peace."""
    assert quarter.to("10-13", "提醒") == {WRONG, LATE, EMPTY, *NEVER}
    assert quarter.written("10-13", "催报") == []


def test_after_the_deadline_those_are_urged_that_still_owe(quarter: Quarter) -> None:
    """On the 19th the late ones are urged; who corrected in time is not."""
    assert quarter.to("10-19", "催报") == {LATE, EMPTY, *NEVER}
    assert quarter.written("10-19", "提醒") == []


def test_after_a_week_off_one_reminder_goes_and_no_stale_ones(quarter: Quarter) -> None:
    """Off from the 20th to the 30th, past the 23rd: each gets one, and who sent late meanwhile none."""
    urged = quarter.written("10-30", "催报")
    assert quarter.to("10-30", "催报") == {EMPTY, *NEVER}
    assert max(Counter(str(one["To"]) for one in urged).values()) == 1


def test_the_bureau_gets_the_compiled_workbook_after_the_deadline(quarter: Quarter) -> None:
    """Not before the pass that closes the quarter; again when the late form came, and as it was released."""
    sent = {day: quarter.written(day, "汇总表") for day in quarter.left}
    assert [day for day, mails in sent.items() if mails] == ["10-19", "10-20", "10-31"]
    assert [str(one["To"]) for one in sent["10-19"]] == ["kejiju@kj.example.invalid"]
    assert list(files_of(sent["10-19"][0])) == ["汇总表.xlsx"]


def test_no_briefing_leaves_before_its_release(quarter: Quarter) -> None:
    """What nobody has signed is in nobody's mailbox."""
    days = {
        day for day, mails in quarter.left.items() for one in mails if any("季度简报" in name for name in files_of(one))
    }
    assert days == {"10-31"}


def test_the_released_briefing_is_delivered_to_its_readers(quarter: Quarter) -> None:
    """On the day it is signed everybody whom 分发 names for it gets it once, sealed and no draft any more."""
    named = {one.email for one in catalogue(quarter).recipients if one.product == "季度简报" and one.email}
    mails = [one for one in quarter.left["10-31"] if "季度简报.docx" in files_of(one)]
    assert sorted(str(one["To"]) for one in mails) == sorted(named)
    (sealed,) = {files_of(one)["季度简报.docx"] for one in mails}
    assert sealed == (quarter.town.home / "outbox" / "2023Q3" / "季度简报.docx").read_bytes()
    header = "".join(text for part in ("word/header1.xml", "word/header2.xml") for text in lines(sealed, part))
    assert "征求意见稿" not in header


def test_every_mail_is_to_the_right_people_with_the_right_files(quarter: Quarter) -> None:
    """No mail leaves twice, none goes to an address outside 单位 and 分发, and none holds a file of another unit."""
    mails = quarter.town.post.sent()
    assert len({one["Message-ID"] for one in mails}) == len(mails)
    units = {unit.email: unit.name for unit in catalogue(quarter).units if unit.email}
    allowed = {*units, *(one.email for one in catalogue(quarter).recipients)}
    assert {str(one["To"]) for one in mails} <= allowed
    assert BUREAU not in {str(one["To"]) for one in mails}
    for one in mails:
        others = {name for address, name in units.items() if address != str(one["To"])}
        assert not [file for file in files_of(one) if any(name in file for name in others)], one["Subject"]


def test_nothing_is_left_to_do_and_nothing_is_done_twice(quarter: Quarter) -> None:
    """A second look at the same moment sends nothing and makes nothing."""
    done = quarter.town.round("2023-10-31T10:30:00")
    assert [one["step"] for one in done] == ["收件", "发信"]
    again = quarter.town.round("2023-10-31T10:35:00")
    assert [one["step"] for one in again] == ["收件", "发信"]
    assert [one for one in ask(quarter.town.home, "mail", "queue") if one["state"] == "未发出"] == []


def test_the_ledger_bears_it_all_out(quarter: Quarter) -> None:
    """The acts of the whole quarter are one unbroken chain."""
    assert call("--home", quarter.town.home, "audit").status == 0
