"""Names as clerks retype them: found by the best that can be said of them."""

from __future__ import annotations

import pytest

from reporting.intake.lookup import Entry, How, Index

INDEX = Index(
    (
        Entry("area", ("年新增孵化器（众创空间）面积",)),
        Entry("firms", ("高新技术企业累计数",), ("高企数",)),
    )
)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("年新增孵化器（众创空间）面积", ("area", How.NAME)),
        ("（三）年新增孵化器（众创空间）面积", ("area", How.NAME)),
        ("其中：高新技术企业累计数", ("firms", How.NAME)),
        ("# 高新技术企业累计数（家）", ("firms", How.NAME)),
        ("2. 高企数", ("firms", How.ALIAS)),
        ("年新增孵化器面积", ("area", How.LOOSE)),
        ("（三）年新增孵化器面积", ("area", How.LOOSE)),
        ("高新技术企业", None),
        ("", None),
    ],
)
def test_the_name_of_a_row(label: str, found: tuple[str, How] | None) -> None:
    """A number or 其中 before a name hides nothing: the name itself counts, an alias less, a part of it least."""
    assert INDEX.find_stub(label) == found
