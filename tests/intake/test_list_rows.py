"""清单表: entries down to the foot, and what we printed ourselves is none."""

from __future__ import annotations

import pytest

from tests.intake.drawings import LISTED, SEEDED, read, shown
from tests.intake.notation import codes


def test_list_rows() -> None:
    """A row is an entry down to the foot; numbering alone is none, a total is none, a missing key stays missing."""
    reading = read(LISTED, "KJ9")
    assert [(one.key, one.unit, one.row) for one in reading.entries] == [
        ("913303001234567890", "YQ", 3),
        ("91330300AB", "YQ", 4),
        ("", "RA", 6),
    ]
    assert reading.entries[0].fields["企业名称"] == "甲有限公司"
    assert reading.entries[0].cells["企业名称"] == "B3"
    assert reading.signers == {"填表人": "王五"}
    assert codes(reading) == []


def test_an_unknown_county_in_a_list() -> None:
    """A county nobody knows is told at its cell."""
    reading = read(LISTED.replace("|瑞安", "|上海"), "KJ9")
    assert [(one.code, one.cell) for one in reading.findings] == [("id-unit", "D6")]


def test_rows_below_the_foot_are_not_lost() -> None:
    """A row with key and name below a note is still an entry; another note is not."""
    reading = read(LISTED + "2. 名称以营业执照为准|||\n5|丁有限公司|91330300CD|乐清市\n", "KJ9")
    assert [one.key for one in reading.entries][-1] == "91330300CD"
    assert len(reading.entries) == 4


def test_a_seeded_row_is_no_entry() -> None:
    """A project row with nothing but what we printed is no entry; its key is not missing either."""
    reading = read(SEEDED, "KJ8")
    assert [one.key for one in reading.entries] == ["P01"]
    assert reading.entries[0].fields["本年完成投资"] == "12000"
    assert [(one.item, one.key, shown(one)) for one in reading.observations] == [("DONE", "P01", "12000")]
    assert codes(reading) == ["measure-changed"]


def test_nothing_but_seeds() -> None:
    """A list of projects that came back as it went out has no figures."""
    reading = read(SEEDED.replace("'1.2亿元|主体结顶|在建|", "|||"), "KJ8")
    assert not reading.entries
    assert not reading.has_figures


def test_a_seeded_row_deleted() -> None:
    """A project the sender reports on and whose row is gone is named; other units' projects are not asked."""
    drawn = SEEDED.replace("P02|低压电器研究院|350,000||||", "")
    assert codes(read(drawn, "KJ8")) == ["row-missing", "measure-changed"][::-1]
    assert "row-missing" not in codes(read(drawn, "KJ8", "RA"))


def test_a_wiped_key_is_found_by_name() -> None:
    """A project whose number was wiped out is known by its name."""
    assert read(SEEDED.replace("P01|", "|"), "KJ8").entries[0].key == "P01"


def test_a_wrong_word_for_a_state() -> None:
    """A state that is none of the list's is told at its cell."""
    reading = read(SEEDED.replace("|在建|", "|快好了|"), "KJ8")
    assert ("value-type", "F3") in [(one.code, one.cell) for one in reading.findings]


@pytest.mark.parametrize("word", ["无", "—", "0"])
def test_a_list_that_says_there_is_nothing(word: str) -> None:
    """A lone 无 is an answer, as our own hint asks for: no entry, no fault, and not the same as an empty form."""
    head = LISTED[: LISTED.index("\n", LISTED.index("企业名称")) + 1]
    reading = read(f"{head}{word}|||\n填表人：王五|||\n", "KJ9")
    assert reading.entries == ()
    assert reading.has_figures
    assert codes(reading) == []
    assert not read(f"{head}填表人：王五|||\n", "KJ9").has_figures


def test_rows_below_a_note_without_their_key() -> None:
    """A row below a note that has most of its words is an entry though its key is missing; a signature is none."""
    reading = read(LISTED + "5|丁有限公司||乐清市\n||王五\n", "KJ9")
    assert [one.fields["企业名称"] for one in reading.entries][-1] == "丁有限公司"
    assert len(reading.entries) == 4


def test_words_that_are_no_entry() -> None:
    """A row with a lone remark in it is told and no entry; a lone name is an entry that lacks the rest."""
    reading = read(LISTED.replace("合计|||", "||以下由各镇另报|\n合计|||").replace("3|||", "3|戊有限公司||"), "KJ9")
    assert [one.fields["企业名称"] for one in reading.entries][2] == "戊有限公司"
    assert len(reading.entries) == 4
    assert [(one.code, one.found) for one in reading.findings] == [("name-changed", "以下由各镇另报")]


def test_columns_numbered_in_any_order() -> None:
    """A row 甲 1 2 is no entry, though the columns were moved after they were numbered."""
    drawn = LISTED.replace("1|甲", "2|甲|1|3\n1|甲")
    assert len(read(drawn, "KJ9").entries) == 3
