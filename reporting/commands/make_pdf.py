"""The documents as PDF, with a word on typefaces that were replaced and on pages that are out."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.commands.main_products import BRIEFING, TASKTABLE_DOCUMENT, correction
from reporting.commands.office import Office
from reporting.documents.ink import Page, ink
from reporting.documents.measure import Dimension, measure
from reporting.documents.profiles import PROFILES
from reporting.documents.render import render
from reporting.documents.typefaces import replaced
from reporting.model.numbers import plain

_BRIEFINGS = (BRIEFING, correction(BRIEFING))
_PRINTED = (*_BRIEFINGS, TASKTABLE_DOCUMENT, correction(TASKTABLE_DOCUMENT))
_PROFILE = PROFILES["简报"]
# So many dimensions that are out are told here; `layout` tells all.
_MOST_TOLD = 3


def make_pdf(office: Office, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Render the documents among what was made, corrected drafts too; where that cannot be done people are told why."""
    printed: dict[str, bytes] = {}
    for name in (one for one in _PRINTED if one in made):
        office.say(f"正在把“{name}”转成 PDF……")
        rendered = render(made[name], ".docx")
        if rendered.content is None:
            office.say(f"{rendered.reason}；其余成果不受影响")
            break
        path = name.replace(".docx", ".pdf")
        printed[path] = rendered.content
        pages = ink(rendered.content, name)
        _tell_replaced(office, name, made[name], pages)
        if name in _BRIEFINGS:
            _tell_out(office, path, measure(pages, _PROFILE))
    return printed


def _tell_replaced(office: Office, name: str, document: bytes, pages: tuple[Page, ...]) -> None:
    """Tell which typefaces the PDF shows in another: where they are there, lines may break otherwise."""
    others = replaced(document, pages)
    if others:
        told = "；".join(str(one) for one in others)
        office.say(f"“{name}”的 PDF 换了字体：{told}。正式印发前请在装有这些字体的电脑上重新生成")


def _tell_out(office: Office, path: str, dimensions: tuple[Dimension, ...]) -> None:
    """Tell what is out of the standard's page, such as a body that runs on, while it can be shortened."""
    out = [one for one in dimensions if not one.ok]
    if out:
        told = "；".join(map(_said, out[:_MOST_TOLD])) + ("等" if len(out) > _MOST_TOLD else "")
        office.say(f"“{path}”有{len(out)}项与简报版式不符：{told}。请改短正文或调整模板；全部各项用 layout 看")


def _said(one: Dimension) -> str:
    found = "没有找到" if one.found is None else f"{plain(one.found)}{one.measure}"
    return f"第{one.page}页{one.name}{found}（应为{plain(one.expected)}{one.measure}）"
