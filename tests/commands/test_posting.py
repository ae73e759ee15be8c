"""What follows from a pass is posted: answers in their thread, blank forms, reminders, products, each to its own."""

from __future__ import annotations

import email
import io
import re
import zipfile
from collections import Counter
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from reporting.catalogue.keep import load_kept
from reporting.commands.addresses import open_to
from reporting.ledger import queue
from reporting.ledger.book import opened
from reporting.mail.gate import stopped
from reporting.model.mails import MailKind
from reporting.sheets.fill import fill
from tests.commands.calling import ask, call, drop
from tests.commands.conftest import Demo, Table
from tests.commands.posted import setting
from tests.commands.published import NOW, PERIOD, send
from tests.mail.letters import letter

AFTER = "2023-11-03T09:00:00+08:00"
LUCHENG, LONGWAN = "lucheng@kj.example.invalid", "longwan@kj.example.invalid"


def read(path: Path) -> EmailMessage:
    """Read a mail that was laid into the folder."""
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def mails(home: Path, start: str = "") -> list[EmailMessage]:
    """Give the mails laid into the folder whose occasion begins so."""
    return [read(path) for path in sorted((home / "outbox" / "mail").glob(f"{start}*.eml"))]


def words_of(name: str, content: bytes) -> str:
    """Give all words in a file that is enclosed, hidden ones and those in notes included."""
    if name.endswith((".docx", ".xlsx", ".xlsm")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
        parts = [re.sub(r"<dataValidations.*?</dataValidations>", "", part, flags=re.DOTALL) for part in parts]
        return " ".join(re.sub(r"<[^>]+>", "", part) for part in parts)
    return content.decode("utf-8", "replace")


def addresses_blanked(home: Path, *names: str) -> None:
    """Take the addresses of units out of the catalogue, as for offices without mail."""
    path = home / "templates" / "指标体系.xlsx"
    sheet = openpyxl.load_workbook(path)["单位"]
    heads = {cell.value: get_column_letter(place) for place, cell in enumerate(sheet[1], start=1)}
    rows = [row for row in range(2, sheet.max_row + 1) if sheet[f"{heads['名称']}{row}"].value in names]
    assert len(rows) == len(names)
    path.write_bytes(fill(path.read_bytes(), {"单位": {f"{heads['邮箱']}{row}": "" for row in rows}}))


def test_no_mail_goes_astray_or_tells_of_another_county(demo_copy: Path) -> None:
    """Every mail goes to its own unit's address, and no county's mail names another county in any part of any file.

    That is so of answers, returned files, blank forms and reminders; the counties a list's column may choose from are
    no detail of theirs.
    """
    ask(demo_copy, "--now", AFTER, "forms", "2023Q4")
    for word in ("remind", "products", "letters"):
        ask(demo_copy, "--now", AFTER, "mail", word, "2023Q3")
    catalogue = load_kept(demo_copy / "templates" / "指标体系.xlsx", demo_copy / "ledger" / "catalogue")
    counties = {unit.code: unit.name for unit in catalogue.units if unit.kind == "区县"}
    seen = Counter[str]()
    with opened(demo_copy, writable=False) as book:
        for one in queue.every(book):
            assert not one.mail.to or stopped(one.mail, open_to(catalogue)) == ""
            if one.mail.unit not in counties:
                continue
            told = one.mail.subject + one.mail.text
            told += "".join(words_of(file.name, file.content) for file in queue.enclosed(book, one.number))
            others = [name for code, name in counties.items() if code != one.mail.unit and name in told]
            assert others == [], one.mail.key
            seen[one.mail.kind] += 1
    assert seen[MailKind.FORMS] == len(counties)
    assert seen[MailKind.RECEIPT] >= len(counties)
    assert seen[MailKind.REMINDER] > 0
    assert seen[MailKind.LETTER] > 0


def test_every_version_of_the_demonstration_is_answered_once(demo: Demo) -> None:
    """All forms of one file in one mail, with their receipts; what was returned comes along, marked."""
    answered = [path.name for path in (demo.home / "outbox" / "mail").glob("回执-2023Q3-*.eml")]
    forms = [name for path in answered for name in re.findall(r"KJ\d+第\d+版", path)]
    receipts = list((demo.home / "outbox" / "2023Q3" / "receipts").rglob("*.docx"))
    assert len(forms) == len(receipts) > 0
    (returned,) = mails(demo.home, "回执-2023Q3-平阳县")
    names = [str(file.get_filename()) for file in returned.iter_attachments()]
    assert "退回-KJ1-第1版.xlsx" in names
    assert "请改正后重报" in str(returned["Subject"])
    there = demo.home / "outbox" / "2023Q3" / "returned" / "平阳县" / "KJ1-第1版.xlsx"
    (file,) = [one for one in returned.iter_attachments() if one.get_filename() == "退回-KJ1-第1版.xlsx"]
    assert file.get_payload(decode=True) == there.read_bytes()


def test_each_recipient_has_a_folder_and_all_stand_in_the_list(demo: Demo) -> None:
    """The folder holds the text and the files as they are in the mail; the list names every mail."""
    folder = demo.home / "outbox" / "2023Q3" / "分送"
    (text,) = (folder / "平阳县").glob("*.txt")
    assert text.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "pingyang@kj.example.invalid" in text.read_text(encoding="utf-8-sig")
    assert {"退回-KJ1-第1版.xlsx", "回执-KJ1-第1版.docx"} <= {path.name for path in (folder / "平阳县").iterdir()}
    sheet = openpyxl.load_workbook(demo.home / "outbox" / "2023Q3" / "发送清单.xlsx")["发送清单"]
    listed = [row[1].value for row in sheet.iter_rows(min_row=4) if row[0].value and str(row[0].value).isdigit()]
    assert len(listed) == len(mails(demo.home, "回执-2023Q3-"))
    assert set(listed) == {path.name for path in folder.iterdir()}


def test_a_pass_again_posts_nothing_again(table_home: Path, table: Table) -> None:
    """However often `run` is called: one mail, the same bytes, the same folder."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    ask(table_home, "--now", NOW, "run", PERIOD)
    before = {path.name: path.read_bytes() for path in (table_home / "outbox" / "mail").iterdir()}
    ask(table_home, "--now", "2018-03-09T17:00:00+08:00", "run", PERIOD)
    assert {path.name: path.read_bytes() for path in (table_home / "outbox" / "mail").iterdir()} == before
    assert sum(name.startswith("回执") for name in before) == 1


def test_the_answer_stands_in_the_thread_of_the_mail_that_brought_the_form(table_home: Path, table: Table) -> None:
    """It goes to who wrote, answers that very mail, and names it in its subject."""
    files = {"鹿城区.xlsx": table.content["鹿城区"]}
    sent = letter(LUCHENG, files, subject="鹿城区2017年报表", message_id="<a1@lucheng>")
    drop(table_home, "来信.eml", sent, "2018-03-01T09:00:00+08:00")
    ask(table_home, "--now", NOW, "run", PERIOD)
    (answer,) = mails(table_home, "回执")
    assert (answer["In-Reply-To"], answer["References"], answer["To"]) == ("<a1@lucheng>", "<a1@lucheng>", LUCHENG)
    assert str(answer["Subject"]).startswith("Re: 鹿城区2017年报表")


def test_a_form_that_came_by_itself_is_answered_without_a_thread(table_home: Path, table: Table) -> None:
    """A file laid into the inbox belongs to no mail."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    ask(table_home, "--now", NOW, "run", PERIOD)
    (answer,) = mails(table_home, "回执")
    assert (answer["In-Reply-To"], answer["To"]) == (None, LUCHENG)


def test_a_mail_without_a_file_is_answered_with_the_form(table_home: Path) -> None:
    """Kindly, once, in its thread; the blank form that was issued lies in it."""
    drop(
        table_home,
        "来信.eml",
        letter(LONGWAN, text="数据是12.5", message_id="<b1@longwan>"),
        "2018-03-01T09:00:00+08:00",
    )
    for _ in range(2):
        call("--home", table_home, "--now", NOW, "run", PERIOD)
    (answer,) = mails(table_home, "答复")
    assert (answer["In-Reply-To"], answer["To"]) == ("<b1@longwan>", LONGWAN)
    (form,) = answer.iter_attachments()
    assert form.get_filename() == "龙湾区.xlsx"


def test_a_stranger_is_not_answered(table_home: Path, table: Table) -> None:
    """Neither one with a form nor one without gets a word from us."""
    drop(
        table_home, "一.eml", letter("spy@elsewhere.cn", text="你好", message_id="<c1@x>"), "2018-03-01T09:00:00+08:00"
    )
    files = {"鹿城区.xlsx": table.content["鹿城区"]}
    drop(table_home, "二.eml", letter("spy@elsewhere.cn", files, message_id="<c2@x>"), "2018-03-01T09:00:00+08:00")
    call("--home", table_home, "--now", NOW, "run", PERIOD)
    assert mails(table_home, "回执") + mails(table_home, "答复") == []


def test_blank_forms_are_posted_once_a_sender(demo_copy: Path) -> None:
    """Each to its own sender, with deadlines; called again, nobody gets a second one."""
    before = len(mails(demo_copy))
    issued = ask(demo_copy, "--now", AFTER, "forms", "2023Q4")
    ask(demo_copy, "--now", "2023-11-04T09:00:00+08:00", "forms", "2023Q4")
    posted = mails(demo_copy, "空白报表-2023Q4")
    assert len(posted) == len(issued) == len(mails(demo_copy)) - before
    (yueqing,) = [one for one in posted if one["To"] == "yueqing@kj.example.invalid"]
    assert [one.get_filename() for one in yueqing.iter_attachments()] == ["乐清市.xlsx"]
    body = yueqing.get_body()
    assert body is not None
    assert "2024年1月" in body.get_content()


def test_who_has_something_to_send_is_reminded_and_nobody_else(demo_copy: Path) -> None:
    """Once a day; who has sent everything, and had nothing returned, hears nothing."""
    asked = ask(demo_copy, "status", "2023Q3")
    late = {one["sender"] for one in asked if one["state"] in ("missing", "returned")}
    told = ask(demo_copy, "--now", AFTER, "mail", "remind", "2023Q3")
    assert late
    assert {one["key"].split("/")[2] for one in told} == late
    assert ask(demo_copy, "--now", AFTER, "mail", "remind", "2023Q3") == []
    assert len(ask(demo_copy, "--now", "2023-11-06T09:00:00+08:00", "mail", "remind", "2023Q3")) == len(late)


def test_who_has_no_address_gets_a_text_message_to_be_pasted(demo_copy: Path) -> None:
    """Their reminder lies in their folder and in 催报短信.txt; nothing is mailed, nothing is lost."""
    addresses_blanked(demo_copy, "泰顺县")
    told = ask(demo_copy, "--now", AFTER, "mail", "remind", "2023Q3")
    (taishun,) = [one for one in told if "泰顺县" in one["key"]]
    assert (taishun["to"], "分送" in taishun["fault"]) == ([], True)
    assert mails(demo_copy, "催报-2023Q3-泰顺县") == []
    folder = demo_copy / "outbox" / "2023Q3"
    text = (folder / "催报短信.txt").read_text(encoding="utf-8-sig")
    assert "泰顺县" in text
    assert "苍南县" not in text
    assert list((folder / "分送" / "泰顺县").glob("*催报*.txt"))


def product_mails(home: Path) -> dict[str, list[str]]:
    """Give what the product mails enclose, by product and recipient."""
    names = {path.stem: read(path) for path in (home / "outbox" / "mail").glob("*.eml")}
    return {
        name: [str(file.get_filename()) for file in one.iter_attachments()]
        for name, one in names.items()
        if name.startswith(("汇总", "简报"))
    }


def test_the_bureau_gets_its_workbooks_and_leaders_wait_for_the_release(demo_copy: Path) -> None:
    """The briefing is held with the reason; a recipient by folder gets no mail; called again nothing goes again."""
    told = ask(demo_copy, "--now", AFTER, "mail", "products", "2023Q3")
    assert {one["product"] for one in told["held"]} == {"季度简报"}
    assert all("签发" in one["why"] for one in told["held"])
    assert sorted(product_mails(demo_copy).values()) == [["指标任务表.xlsx", "指标任务表.docx"], ["汇总表.xlsx"]]
    again = ask(demo_copy, "--now", "2023-11-06T09:00:00+08:00", "mail", "products", "2023Q3")
    assert again["queued"] == []


def test_without_release_first_only_those_allowed_get_figures_that_may_not_be_quoted(demo_copy: Path) -> None:
    """Who is marked 未公布可收 gets the briefing; the counties wait until its figures may be quoted."""
    setting(demo_copy, "smtp.release_first = no")
    told = ask(demo_copy, "--now", AFTER, "mail", "products", "2023Q3")
    assert [(one["recipient"], "可引用" in one["why"]) for one in told["held"]] == [("各县（市、区）科技局", True)]
    (briefing,) = mails(demo_copy, "简报")
    assert briefing["To"] == "office@kj.example.invalid"


def test_letters_go_to_whom_they_are_written_when_somebody_asks(demo_copy: Path) -> None:
    """A pass makes letters and mails none; asked for, each goes once, as it lies there."""
    assert mails(demo_copy, "函件") == []
    there = {path.name for path in (demo_copy / "outbox" / "2023Q3" / "letters").glob("*.docx")}
    told = ask(demo_copy, "--now", AFTER, "mail", "letters", "2023Q3")
    posted = [file.get_filename() for one in mails(demo_copy, "函件") for file in one.iter_attachments()]
    assert set(posted) == there
    assert len(told) == len(posted) > 0
    assert ask(demo_copy, "--now", AFTER, "mail", "letters", "2023Q3") == []


def test_what_people_have_edited_is_what_is_sent(demo_copy: Path) -> None:
    """The bureau's own hand goes before the program's."""
    path = demo_copy / "outbox" / "2023Q3" / "汇总表.xlsx"
    book = openpyxl.load_workbook(path)
    book.properties.title = "改过"
    book.save(path)
    ask(demo_copy, "--now", AFTER, "mail", "products", "2023Q3")
    (mail,) = mails(demo_copy, "汇总-2023Q3-汇总表")
    (file,) = mail.iter_attachments()
    assert file.get_payload(decode=True) == path.read_bytes()


@pytest.mark.parametrize("word", ["queue", "send"])
def test_a_home_without_mails_says_so(table_home: Path, word: str) -> None:
    """A new home's queue is empty, and people are told what fills it."""
    told: Any = call("--home", table_home, "--now", NOW, "mail", word, "--json")
    assert (told.status, told.document) == (0, [])
