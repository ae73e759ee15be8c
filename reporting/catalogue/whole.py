"""Check the catalogue as a whole: what single rows cannot show."""

from __future__ import annotations

from collections.abc import Callable

from reporting.catalogue.asked import (
    check_counts,
    check_indicators_reported,
    check_items_on_forms,
    check_seeded,
    check_sources,
)
from reporting.catalogue.draft import Draft
from reporting.catalogue.lookups import check_flows
from reporting.catalogue.promises import check_growth, check_increments, check_shares

CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_items_on_forms,
    check_indicators_reported,
    check_sources,
    check_counts,
    check_seeded,
    check_flows,
    check_growth,
    check_shares,
    check_increments,
)


def check_whole(draft: Draft) -> None:
    """Run every check in order; faults are noted at the rows they are about."""
    for check in CHECKS:
        check(draft)
