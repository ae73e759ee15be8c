"""Awkward mails come out right: names, texts, files to the byte, who wrote them, what is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from reporting.mail.parse import envelope, parse
from reporting.model.filenames import safe_filename
from reporting.model.workdays import SHANGHAI
from tests.mail.corpus import FORM, Case
from tests.mail.corpus_names import NAMES
from tests.mail.corpus_parts import PARTS
from tests.mail.corpus_told import AUTHSERV, TOLD

CORPUS = (*NAMES, *PARTS, *TOLD)
CAME = datetime(2023, 10, 12, 17, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.about)
def test_an_awkward_mail_comes_out_right(case: Case) -> None:
    """Each mail of the corpus gives what stands beside it, and nothing else."""
    mail = parse(case.content, "1", CAME, AUTHSERV)
    assert tuple(one.name for one in mail.enclosed) == case.files
    assert {one.name: one.content for one in mail.enclosed} == {
        name: case.contents.get(name, FORM) for name in case.files
    }
    assert (mail.sender, mail.automatic, mail.links) == (case.sender, case.automatic, case.links)
    assert dict(mail.passed) == dict(case.passed)
    assert case.subject in (None, mail.subject)
    assert case.name in (None, mail.name)
    assert case.text in (None, mail.text)
    assert len(mail.faults) == len(case.faults), mail.faults
    assert all(word in fault for word, fault in zip(case.faults, mail.faults, strict=True))


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.about)
def test_no_name_leads_anywhere(case: Case) -> None:
    """Every name is one that any disk takes, in the folder it is meant for."""
    for one in parse(case.content, "1", CAME, AUTHSERV).enclosed:
        assert safe_filename(one.name) == one.name


def test_the_corpus_is_large_enough() -> None:
    """Sixty mails at least, each of its own kind."""
    assert len({case.about for case in CORPUS}) == len(CORPUS) >= 60
    assert len({case.content for case in CORPUS}) == len(CORPUS)


def test_whatever_is_cut_off_or_turned_into_noise_still_gives_a_mail() -> None:
    """A mail that broke off on its way is told, not a fault of the program."""
    for case in CORPUS:
        for part in (2, 3, 5):
            broken = case.content[: len(case.content) * (part - 1) // part]
            mail = parse(broken, "1", CAME, AUTHSERV)
            known = envelope(broken)
            assert (known.sender, known.message_id, known.subject) == (mail.sender, mail.message_id, mail.subject)


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.about)
def test_whatever_came_can_be_written_down(case: Case) -> None:
    """No half signs: they would stop the ledger."""
    mail = parse(case.content, "1", CAME, AUTHSERV)
    told = [mail.sender, mail.message_id, mail.name, mail.subject, mail.text, *mail.to, *mail.references, *mail.links]
    assert "".join(told).encode().decode() == "".join(told)


def test_nothing_is_fetched_or_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in a mail, no line is opened and no program started for it."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("socket.socket", "socket.create_connection", "subprocess.Popen", "os.system", "builtins.open"):
        monkeypatch.setattr(name, refused)
    for case in CORPUS:
        parse(case.content, "1", CAME, AUTHSERV)
