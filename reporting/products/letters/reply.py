"""答复函 and 督办单: letters made on demand; the figures are ours, the words stand in slots that people fill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.documents.fill import Filling, Value, fill
from reporting.documents.words import Properties
from reporting.model.figures import Compilation, Sentence
from reporting.products.letters.signing import contact, paragraphs, signed
from reporting.products.marks import marks

REPLY, ORDER = "答复函", "督办单"
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+〔\d{4}〕[1-9]\d*号")
_ENDINGS = ("函", "复", "通知")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is about: its number (文号), whom it is to, the matter, who gets a copy, and its day."""

    number: str
    addressee: str
    subject: str
    copies: str
    dated: date
    kind: str = REPLY


def number_fault(number: str) -> str:
    """Say what is wrong with a document's number (GB/T 9704-2012, 7.2.5); empty where it is right."""
    if _NUMBER.fullmatch(number):
        return ""
    if "第" in number:
        return "序号前不加“第”字"
    if re.search(r"[〕\])）】]\s*0\d*", number):
        return "序号不编虚位，1不编为01"
    if re.search(r"[\[(（【［]\s*\d{4}\s*[\])）】］]", number):
        return "年份用六角括号〔〕括起"
    return "年份写全四位、用六角括号〔〕括起，末尾加“号”"


def letter(template: bytes, compilation: Compilation, about: Letter, sentences: Sequence[Sentence]) -> bytes:
    """Fill the template of the letter's kind. Raises TemplateError."""
    values: dict[str, Value] = {
        **signed(compilation.bureau, about.dated),
        **contact(compilation.catalogue),
        **marks(compilation),
        "发文机关": compilation.bureau,
        "文号": about.number,
        "标题": title(about.subject),
        "事由": about.subject,
        "称谓": about.addressee.rstrip("：:"),
        "受文单位": about.addressee.rstrip("：:"),
        "抄送": about.copies.rstrip("。"),
        "报告期": compilation.period.label,
        "数据": paragraphs(sentences),
    }
    properties = Properties(
        title(about.subject) if about.kind == REPLY else about.subject, compilation.bureau, about.dated
    )
    return fill(template, f"{about.kind}.docx", Filling(values, properties))


def title(subject: str) -> str:
    """Make the title of a reply from the matter; one that is a title already is printed as it is."""
    if subject.endswith(_ENDINGS):
        return subject
    matter = subject.removeprefix("关于").removesuffix("的")
    return f"关于{matter}的答复函"
