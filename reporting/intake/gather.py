"""Read a form from all the pieces of a workbook that are it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reporting.intake.extract import extract
from reporting.intake.join import join
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue
from reporting.model.records import Claim, Part, Reading


def gather(claim: Claim, views: Mapping[Part, View], catalogue: Catalogue) -> Reading:
    """Read every piece of the claimed form, as identification has seen it, and join what they say."""
    parts = claim.parts or (Part(claim.sheet),)
    readings = [_read(claim, part, views[part], catalogue) for part in parts]
    if len(readings) == 1:
        return readings[0]
    joined = join(readings, catalogue.parameter)
    name = catalogue.unit_name(claim.sender)
    findings = tuple(one if one.sender else replace(one, sender=name) for one in joined.findings)
    return replace(joined, claim=replace(joined.claim, parts=claim.parts), findings=findings)


def _read(claim: Claim, part: Part, view: View, catalogue: Catalogue) -> Reading:
    return extract(replace(claim, sheet=part.sheet, parts=(part,)), view, catalogue)
