"""What a printed figure's key promises."""

from __future__ import annotations

import pytest

from reporting.model.periods import Period
from reporting.model.tags import Aspect, Quoted, Tag

Q3 = Period(2023, 3)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        (Tag(Q3, "315-4", "330302"), "2023Q3/315-4/330302"),
        (Tag(Q3, "315-4", "330302", Aspect.GROWTH), "2023Q3/315-4/330302/growth"),
        (Tag(Period(2022), "RD", "3303"), "2022/RD/3303"),
        (Tag(Q3, "KJ3", "3303", key="P/01"), "2023Q3/KJ3/3303/value/P/01"),
    ],
)
def test_a_key_is_short_and_reads_back(tag: Tag, written: str) -> None:
    """A key copied out of a document is understood as the figure it was printed for, signs in a row's key included."""
    assert str(tag) == written
    assert Tag.parse(written) == tag


@pytest.mark.parametrize(
    "text", ["", "2023Q3", "2023Q3/315-4", "2023Q5/315-4/3303", "2023Q3/315-4/3303/size", "2023Q3//1"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    """A key with a slip in it never answers for another figure."""
    with pytest.raises(ValueError):  # noqa: PT011 -- what it says is for whoever catches it; here only that it is refused
        Tag.parse(text)


def test_quoted_words_print_as_they_stand() -> None:
    """What carries a key reads on the page as if it did not."""
    assert f"{Quoted('224.4亿元', Tag(Q3, 'A', '3303'))}" == "224.4亿元"


LONG = Tag(Q3, "NEW_RD_ORGS_PROV", "330302000000", Aspect.FINAL_TARGET)


@pytest.mark.parametrize(
    "tag",
    [
        Tag(Q3, "315-4", "330302"),
        Tag(Q3, "315-T7-4", "330302", Aspect.GROWTH),
        Tag(Period(2022), "RD", "3303", Aspect.JUDGEMENT),
        Tag(Q3, "KJ3", "3303", key="P/01"),
        Tag(Q3, "KJ3", "3303", Aspect.GAP, key="甲 1-2"),
        Tag(Q3, "A.B", "ノト"),
        Tag(Q3, "NEW_RD_ORGS_PROV", "330302", Aspect.FINAL_TARGET),
    ],
)
def test_a_bookmarks_name_holds_the_key(tag: Tag) -> None:
    """Word takes letters, digits and `_`, forty of them: the key reads back out of them, whatever signs it has."""
    name = tag.bookmark(1234)
    assert 0 < len(name) <= 40
    assert name.replace("_", "x").isalnum()
    assert name != tag.bookmark(1235)
    assert Tag.of_bookmark(name) == tag


def test_a_key_that_no_bookmark_holds_is_left_off() -> None:
    """A name that Word would cut, and so mistake for another, is not given."""
    assert LONG.bookmark(1) == ""


@pytest.mark.parametrize(
    "name",
    [
        "_GoBack",
        "_Toc12345_1",
        "_2023Q3ノ315ー4",
        "书签1",
        "_2023Q3ノ315ー4ノ3303ノx_1",
        "_2023Q3ノ315ー4ノ3303ノメz_1",
    ],
)
def test_bookmarks_of_other_peoples_mean_no_figure(name: str) -> None:
    """Word's own bookmarks and staff's are passed over."""
    with pytest.raises(ValueError):  # noqa: PT011 -- as above
        Tag.of_bookmark(name)
