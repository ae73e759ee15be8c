"""Hold the pages of a PDF against a profile: margins, type area, line pitch, page numbers, red rules, imprint.

Lines are known by the baselines their signs were set on, edges by where lines begin and end and by rules. What a page
does not show is not measured: a page of two short lines has no right margin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from reporting.documents.ink import MM_PER_POINT, Page, Rule
from reporting.documents.lines import Line, lines, number, number_line, shared_edge, text_lines
from reporting.documents.profiles import Profile, RedRule
from reporting.model.numbers import rounded

# A line set to an exact height has its baseline at four fifths of it, in Word and LibreOffice alike.
_ABOVE_BASELINE = 0.8
# A Chinese sign's square reaches so far below its baseline, in parts of its size.
_BELOW_BASELINE = 0.12
_SIZE_POINTS = 0.5
# 22 lines add up to the page's height within 1 mm only where each is this near.
_PITCH_MM = 0.05
# What stands so far above the type area still belongs to it.
_HEAD_MM = 1.5
_CORNER_MM = 0.5
_ROUNDING_MM = 0.2
_ENOUGH_STEPS = 10
_FULL_RULE = 0.9
_ANNEX = re.compile(r"附件\d*")
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of one page: what was found, what the profile expects, and how far from it is near enough.

    `found` is None where what must be there is not; `measure` is 毫米, 磅, 行, 字, 页 or 号 (a page's number).
    """

    page: int
    name: str
    found: Decimal | None
    expected: Decimal
    tolerance: Decimal
    measure: str

    @property
    def deviation(self) -> Decimal | None:
        """How far what was found is from what was expected."""
        return None if self.found is None else self.found - self.expected

    @property
    def ok(self) -> bool:
        """Whether the deviation is within the tolerance."""
        return self.deviation is not None and abs(self.deviation) <= self.tolerance


def measure(pages: Sequence[Page], profile: Profile) -> tuple[Dimension, ...]:
    """Measure every page, then what only several pages show; in the order of pages."""
    found = [one for page in pages for one in _of_page(page, profile)]
    found += _of_the_whole(pages, profile)
    return tuple(sorted(found, key=lambda one: one.page))


def _of_page(page: Page, profile: Profile) -> Iterator[Dimension]:
    wide, high = reversed(profile.paper) if page.turned else profile.paper
    yield _length(page, "纸宽", page.width, wide, profile.tolerance)
    yield _length(page, "纸高", page.height, high, profile.tolerance)
    body = _body(page, profile)
    yield from _sides(page, body, profile)
    yield from _top_and_pitch(page, body, profile)
    yield _length(page, "超出版心", _overflow(page, profile), 0, profile.tolerance)
    if page.number >= profile.numbered_from:
        yield from _numbering(page, profile)
    if page.number == 1:
        yield from _mark(page, profile)
        for rule in profile.red_rules:
            yield from _red_rule(page, rule, profile)


def _of_the_whole(pages: Sequence[Page], profile: Profile) -> Iterator[Dimension]:
    annex = next((page.number for page in pages if _begins_annex(page, profile)), len(pages) + 1)
    body = [page for page in pages if page.number < annex and not page.turned]
    yield from _full_page(body, profile)
    yield from _signs_a_line(body, profile)
    if profile.body_pages is not None and body:
        took, most = Decimal(len(body)), Decimal(profile.body_pages)
        yield Dimension(len(body), "正文页数（不超过）", took, max(min(took, most), Decimal(1)), Decimal(0), "页")
    if profile.imprint_at_the_edge and pages:
        yield from _imprint(pages[-1], profile)


def _length(page: Page, name: str, found: float | None, expected: float, tolerance: float) -> Dimension:
    return Dimension(page.number, name, _exact(found), _decimal(expected), _decimal(tolerance), "毫米")


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _decimal(value: float) -> Decimal:
    return rounded(Decimal(str(value)), _PLACES)


def _body(page: Page, profile: Profile) -> list[Line]:
    """Give the lines set in the size of the body, on an upright page."""
    if page.turned:
        return []
    found = text_lines(page, profile.margins.top - _HEAD_MM)
    return [line for line in found if abs(line.size - profile.body_size) <= _SIZE_POINTS]


def _sides(page: Page, body: Sequence[Line], profile: Profile) -> Iterator[Dimension]:
    """Measure left and right: of text by where lines begin and end, of a page laid across by its tables' frames."""
    if page.turned:
        left, right = _frame(page)
    else:
        # Two short lines may end alike by chance; long ones do at the edge.
        long = page.width / 2 + (page.width / 2 - profile.margins.right) / 2
        right = shared_edge([line.end for line in body if line.end > long])
        # A line that goes on from a full one above begins at the edge; any other may be indented.
        full = [] if right is None else [line.end >= right - profile.body_size * MM_PER_POINT for line in body]
        left = min((below.start for below, goes_on in zip(body[1:], full, strict=False) if goes_on), default=None)
    expected = profile.margins_of(turned=page.turned)
    if left is not None:
        yield _length(page, "左边距（订口）", left, expected.left, profile.tolerance)
    if right is not None:
        yield _length(page, "右边距", page.width - right, expected.right, profile.tolerance)


def _top_and_pitch(page: Page, body: Sequence[Line], profile: Profile) -> Iterator[Dimension]:
    pitch = profile.line_pitch * MM_PER_POINT
    first = text_lines(page, profile.margins.top - _HEAD_MM)[:1]
    if body and body[:1] == first and page.number > 1:
        top = body[0].baseline - _ABOVE_BASELINE * pitch
        yield _length(page, "上边距（天头）", top, profile.margins.top, profile.tolerance)
    steps = [below.baseline - above.baseline for above, below in pairwise(body)]
    single = [step for step in steps if step < pitch * 1.5]
    if len(single) > 1:
        yield _length(page, "行距", median(single), pitch, _PITCH_MM)


def _overflow(page: Page, profile: Profile) -> float:
    """Give how far the ink reaches over the type area, at the side where it reaches farthest."""
    margins = profile.margins_of(turned=page.turned)
    right, bottom = page.width - margins.right, page.height - margins.bottom
    over = [0.0]
    for line in text_lines(page, margins.top - _HEAD_MM):
        over += (margins.left - min(glyph.ink[0] for glyph in line.glyphs), line.glyphs[-1].ink[2] - right)
        over.append(max(glyph.ink[3] for glyph in line.glyphs) - bottom)
    for rule in page.rules:
        if not rule.red:
            over += _over(rule, margins.left, right, bottom)
    return max(over)


def _over(rule: Rule, left: float, right: float, bottom: float) -> Iterable[float]:
    if rule.across:
        return (left - rule.start, rule.end - right, rule.at - bottom)
    return (left - rule.at, rule.at - right, rule.end - bottom)


def _numbering(page: Page, profile: Profile) -> Iterator[Dimension]:
    """Measure the page number: its value, its dash below the type area, one sign in from the outer edge, its size."""
    line = number_line(page)
    margins = profile.margins_of(turned=page.turned)
    found = None if line is None else Decimal(number(line))
    yield Dimension(page.number, "页码", found, Decimal(page.number), Decimal(0), "号")
    if line is None:
        return
    dash = line.glyphs[0].ink[1] - (page.height - margins.bottom)
    yield _length(page, "页码一字线距版心下边缘", dash, profile.number_below, profile.tolerance)
    odd = page.number % 2 == 1
    inward = page.width - margins.right - line.end if odd else line.start - margins.left
    one_sign = profile.number_size * MM_PER_POINT
    yield _length(page, "页码距版心右边缘" if odd else "页码距版心左边缘", inward, one_sign, profile.tolerance)
    size = Decimal(str(profile.number_size))
    yield Dimension(page.number, "页码字号", _decimal(line.size), size, Decimal(str(_SIZE_POINTS)), "磅")


def _mark(page: Page, profile: Profile) -> Iterator[Dimension]:
    """Measure where the issuer's mark begins: the largest line of the first page."""
    if profile.mark_below is None:
        return
    largest = max(lines(page), key=lambda line: line.size, default=None)
    edge = 0 if profile.mark_from_paper else profile.margins.top
    top = None if largest is None else min(glyph.ink[1] for glyph in largest.glyphs) - edge
    name = "标志上边缘距纸边" if profile.mark_from_paper else "标志上边缘距版心上边缘"
    yield _length(page, name, top, profile.mark_below, profile.tolerance)


def _red_rule(page: Page, expected: RedRule, profile: Profile) -> Iterator[Dimension]:
    """Measure a red rule: its length, and its distance from the text above it or from the foot of the page."""
    reds = sorted((rule for rule in page.rules if rule.across and rule.red), key=lambda rule: rule.at)
    low = [rule for rule in reds if rule.at > page.height / 2]
    high = [rule for rule in reds if rule.at <= page.height / 2]
    found = next(iter(low[-1:] if expected.above_foot is not None else high[:1]), None)
    length = None if found is None else found.length
    yield _length(page, f"{expected.name}长", length, expected.length, profile.tolerance)
    if found is None:
        return
    if expected.above_foot is not None:
        yield _length(page, f"{expected.name}距纸边", page.height - found.at, expected.above_foot, profile.tolerance)
    above = [line for line in lines(page) if line.baseline < found.at]
    if expected.below_text is not None and above:
        text_ends = above[-1].baseline + _BELOW_BASELINE * above[-1].size * MM_PER_POINT
        gap = found.at - found.thickness / 2 - text_ends
        yield _length(page, f"{expected.name}距上方文字", gap, expected.below_text, profile.tolerance)


def _begins_annex(page: Page, profile: Profile) -> bool:
    """Whether a page opens with an annex's label, alone on its line."""
    found = text_lines(page, profile.margins_of(turned=page.turned).top - _HEAD_MM)
    return bool(found) and _ANNEX.fullmatch(found[0].text) is not None


def _full_page(body: Sequence[Page], profile: Profile) -> Iterator[Dimension]:
    """Measure lines and lower edge by the fullest page; the last page of the body need not be full."""
    pitch = profile.line_pitch * MM_PER_POINT
    first = profile.margins.top + _ABOVE_BASELINE * pitch
    last = {page.number: found[-1].baseline for page in body[:-1] if (found := _body(page, profile))}
    if not last:
        return
    number_of, baseline = max(last.items(), key=lambda item: item[1])
    count = round((baseline - first) / pitch) + 1
    yield Dimension(number_of, "每页行数", Decimal(count), Decimal(profile.lines), Decimal(0), "行")
    if count >= profile.lines:
        page = next(page for page in body if page.number == number_of)
        bottom = page.height - baseline - (1 - _ABOVE_BASELINE) * pitch
        yield _length(page, "下边距", bottom, profile.margins.bottom, profile.tolerance)


def _signs_a_line(body: Sequence[Page], profile: Profile) -> Iterator[Dimension]:
    """Tell how many signs a full line holds, by how far apart they stand where no line was stretched to the edge."""
    right = profile.paper[0] - profile.margins.right - 2 * profile.body_size * MM_PER_POINT
    steps = [
        after.x - before.x
        for page in body
        for line in _body(page, profile)
        if line.end < right
        for before, after in pairwise(line.glyphs)
        if _is_full_width(before.text) and _is_full_width(after.text)
    ]
    if len(steps) >= _ENOUGH_STEPS:
        width = profile.paper[0] - profile.margins.left - profile.margins.right
        count = int((width + _ROUNDING_MM) / median(steps))
        yield Dimension(body[0].number, "每行字数", Decimal(count), Decimal(profile.characters), Decimal(0), "字")


def _is_full_width(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _frame(page: Page) -> tuple[float | None, float | None]:
    """Give the left and right edge of a page's tables, rules down that rules across meet; a chart has none."""
    down = [rule.at for rule in page.rules if not rule.across]
    across = [rule for rule in page.rules if rule.across]
    starts = [at for at in down if any(abs(at - rule.start) <= _CORNER_MM for rule in across)]
    ends = [at for at in down if any(abs(at - rule.end) <= _CORNER_MM for rule in across)]
    return (min(starts), max(ends)) if starts and ends else (None, None)


def _imprint(page: Page, profile: Profile) -> Iterator[Dimension]:
    """Measure where the imprint's last rule lies: on the lower edge of the last page's type area."""
    margins = profile.margins_of(turned=page.turned)
    width = page.width - margins.left - margins.right
    edge = page.height - margins.bottom
    wide = [rule.at for rule in page.rules if rule.across and not rule.red and rule.length > _FULL_RULE * width]
    yield _length(page, "版记末线距版心下边缘", max(wide) - edge if wide else None, 0, profile.tolerance)
