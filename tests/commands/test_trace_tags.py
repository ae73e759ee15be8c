"""Every figure of a page can be asked where it comes from: its key, given to `trace`, tells what is printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from reporting.model.numbers import rounded
from reporting.model.tags import Aspect, Tag
from reporting.products.printed import MINUS
from tests.commands.asking import answers_for
from tests.commands.calling import call
from tests.commands.conftest import Demo
from tests.commands.shapes import node
from tests.documents.made import tagged

QUARTER = "2023Q3"
DOCUMENTS = ("季度简报.docx", "指标任务表.docx")
_NUMBER = re.compile(rf"{MINUS}?\d+(?:\.\d+)?")
# What stands in a cell where there is no number: the state says so too.
_SILENT = {"未报送": "not_submitted", "退回未改": "returned", "—": "none", "不适用": "not_applicable"}
# Words of a sentence that stand for a number, and what a round one is counted in.
_ROUND = re.compile("[超近逾约]")
_SCALES = {"万": 10_000, "亿": 100_000_000}
_FALLS = ("下降", "减少", "降低", "回落", "净减", "低")

# A place may be told by naming who holds it, a change by a word such as 持平.
_SPOKEN = (Aspect.RANK, Aspect.NET, Aspect.GROWTH, Aspect.GAP, Aspect.PROGRESS)

Printed = dict[str, set[str]]


@pytest.fixture(scope="module")
def printed(demo: Demo) -> Printed:
    """Give, by document and tag, all that is printed under it."""
    found: Printed = {}
    for name in DOCUMENTS:
        content = (demo.home / "outbox" / QUARTER / name).read_bytes()
        for tag, text in tagged(content):
            found.setdefault(tag, set()).add(text)
    return found


@pytest.fixture(scope="module")
def answers(demo: Demo, printed: Printed) -> dict[str, Any]:
    """Ask `trace` for each of them; what it rests on is gathered once."""
    return answers_for(demo.home, printed)


def numbers(text: str) -> list[Decimal]:
    """Give the numbers printed, a year they are of aside."""
    plain = re.sub(r"（\d{4}年数）", "", text)
    return [Decimal(match.replace(MINUS, "-")) for match in _NUMBER.findall(plain)]


def bears_out(text: str, answer: Any) -> bool:
    """Whether an answer gives what is printed: the number at its printed decimals, the word, or the plan's words."""
    aspect, value = answer.get("aspect", "value"), answer["value"]
    if aspect in (Aspect.JUDGEMENT, Aspect.TARGET, Aspect.FINAL_TARGET) and in_words(aspect, text, answer):
        return True
    if "key" in answer:
        return any(numbers(text) == numbers(part["source"]["text"]) for part in answer["parts"])
    if aspect in _SPOKEN and not numbers(text) and text not in _SILENT:
        return bool(answer["parts"])
    if value is None:
        return _SILENT.get(text.rstrip("＊")) == str(answer["state"])
    return text == "…" or any(agrees(number, Decimal(value), text) for number in shown_in(text))


def in_words(aspect: str, text: str, answer: Any) -> bool:
    """Whether a judgement is told, or a target in the words in which the plan says it somewhere."""
    told = [answer["formula"] or "", *(part["formula"] or "" for part in answer["parts"])]
    plain = re.sub(r"\A(每年|年均增长|年均|累计)", "", text)
    return bool(told[0]) if aspect == Aspect.JUDGEMENT else any(plain in words for words in told)


def shown_in(text: str) -> list[Decimal]:
    """Give the numbers of a text; a share of coverage is what 4/5 comes to."""
    if "/" in text:
        covered, whole = numbers(text)
        return [covered / whole * 100]
    return numbers(text)


def agrees(shown: Decimal, value: Decimal, text: str) -> bool:
    """Whether a number is the value, rounded as it is shown; words tell a fall, or that it is a round one."""
    scales = [1, *(times for sign, times in _SCALES.items() if sign in text)]
    if _ROUND.search(text) and any(abs(abs(value) - shown * scale) <= abs(value) / 10 for scale in scales):
        return True
    places = -int(shown.as_tuple().exponent)
    falls = any(word in text for word in _FALLS)
    return shown == rounded(-value if falls else value, places)


def of_aspects(printed: Printed, *aspects: Aspect) -> Iterator[tuple[str, str]]:
    """Give what is printed of some aspects."""
    for tag, texts in printed.items():
        if Tag.parse(tag).aspect in aspects:
            yield from ((tag, text) for text in texts)


def test_every_figure_printed_in_tables_bears_a_key(printed: Printed) -> None:
    """City and counties, values, bases, growth, targets, progress, gaps, and the rows of projects."""
    tags = [Tag.parse(tag) for tag in printed]
    assert len(tags) > 500
    assert {tag.aspect for tag in tags} >= {
        Aspect.VALUE, Aspect.BASE, Aspect.GROWTH, Aspect.TARGET, Aspect.PROGRESS, Aspect.GAP, Aspect.JUDGEMENT,
    }  # fmt: skip
    assert len({tag.unit for tag in tags}) > 12
    assert any(tag.key for tag in tags)


def test_trace_answers_for_every_printed_figure(printed: Printed, answers: dict[str, Any]) -> None:
    """Ask for any key of briefing and task table: the answer bears out what is printed beside it."""
    amiss = [
        (tag, text, answers[tag]["value"], answers[tag]["state"], answers[tag]["formula"])
        for tag, texts in printed.items()
        for text in texts
        if not bears_out(text, answers[tag])
    ]
    assert not amiss, "\n".join(map(str, amiss))
    assert all(node({**answer, "parts": answer["parts"]}) for answer in answers.values())


@pytest.mark.parametrize("text", ["2", "99.9%", "未报送"])
def test_a_wrong_number_would_be_seen(answers: dict[str, Any], text: str) -> None:
    """What is held against the answers can tell right from wrong."""
    assert not bears_out(text, answers["2023Q3/315-7/330300"])
    assert not bears_out(text, answers["2023Q3/315-7/330300/growth"])


def test_growth_is_worked_out_from_its_parts(printed: Printed, answers: dict[str, Any]) -> None:
    """A reader with a calculator finds the growth from the two figures below it."""
    worked = 0
    for tag, _ in of_aspects(printed, Aspect.GROWTH):
        answer = answers[tag]
        if answer["formula"] == "(本期 - 上年同期) / 上年同期 * 100" and answer["value"] is not None:
            now, then = (Decimal(part["value"]) for part in answer["parts"])
            if not answer["parts"][0]["formula"].startswith("合计") and now is not None:
                worked += abs((now - then) / then * 100 - Decimal(answer["value"])) < Decimal("1e-6")
    assert worked > 5


def test_a_place_is_told_beside_all_others(demo: Demo) -> None:
    """Who is third is asked with a key too, and the answer shows who stands before."""
    ranked = next(one for one in demo.ask("figures", QUARTER) if one["rank"] == 3)
    unit = next(one["code"] for one in demo.ask("catalogue")["units"] if one["name"] == ranked["unit"])
    answer = demo.ask("trace", f"{QUARTER}/{ranked['code']}/{unit}/rank")
    assert answer["value"] == "3"
    assert ranked["unit"] in [part["unit"] for part in answer["parts"][:4]]


def test_the_contracts_form_and_the_key_agree(demo: Demo) -> None:
    """`trace 2023Q3 315-7 --unit 乐清市` and `trace 2023Q3/315-7/330382` are one question."""
    assert demo.ask("trace", "2023Q3/315-7/330382") == demo.ask("trace", QUARTER, "315-7", "--unit", "乐清市")


@pytest.mark.parametrize(
    "words", ["2023Q3", "2023Q3/315-7", "2023Q3/无/330300/growth", "2023Q3/315-7/无", "2023Q3/315-7/330300/size"]
)
def test_what_is_no_key_is_told(demo: Demo, words: str) -> None:
    """A slip in a key says how a key is written, or what there is not."""
    told = call("--home", demo.home, "trace", words)
    assert told.status == 2
    assert told.err.startswith("错误：")
    assert told.out == ""
