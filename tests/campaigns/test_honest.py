"""A sample of the campaign of honest forms; the whole of it is `python -m tests.campaigns.honest`."""

from __future__ import annotations

from tests.campaigns.honest import Result, campaign, told

SENDERS = ("乐清市", "文成县", "温州高新区〈经开区〉", "市统计局", "成果转化与科技合作处", "高新技术处", "市教育局")


def test_honest_offices_are_left_alone() -> None:
    """A city county, a mountain county, a zone and four offices through three quarters: nobody is sent back."""
    result = campaign(25, 4, quarters=3, only=SENDERS)
    assert result.forms >= 25
    assert result.errors == [], told(result)
    assert result.troubled == 0, told(result)


def test_what_is_planted_in_them_is_found() -> None:
    """The check of the checks: in the same forms a slip of measure never passes, and an old sheet is noticed."""
    result = campaign(25, 4, quarters=3, only=SENDERS)
    assert result.planted["万元填成亿元"] == result.caught["万元填成亿元"] > 0
    assert result.caught["重报上期的表"] > 0
    assert result.caught["整表填当季数"] > 0


def test_the_campaign_can_fail() -> None:
    """One error, or more than one warning in two hundred forms, and it is no good."""
    assert Result(forms=200).is_good
    assert Result(forms=200, unexplained={"甲": []}).is_good
    assert not Result(forms=199, unexplained={"甲": []}).is_good
    assert "forms 200" in told(Result(forms=200))
