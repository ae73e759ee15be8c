"""`letter NUMBER`: a 答复函 or 督办单 whose figures are ours; people write the rest, in Word or in a file of text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import reporting
from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.compile import compile_period
from reporting.commands.make_letters import FOLDER
from reporting.commands.office import Office
from reporting.commands.peoples_text import with_peoples_text
from reporting.commands.topics import about_another, area_of, topic
from reporting.documents.slots import empty_slots, with_text
from reporting.ledger.book import Ledger
from reporting.ledger.versions import latest
from reporting.model.errors import UsageError
from reporting.model.figures import Compilation, Sentence
from reporting.model.periods import Period
from reporting.model.tags import Quoted
from reporting.narrative.asked import Asked, told
from reporting.outbox import deliver, edited
from reporting.products.letters.reply import REPLY, Letter, number_fault
from reporting.products.letters.reply import letter as filled
from reporting.products.letters.signing import contact

# Text without a heading of its own goes here.
_MAIN_SLOT = "答复意见"


def letter(  # noqa: PLR0913 - what is said of a letter, word by word, as it is typed
    office: Office,
    number: str,
    *,
    to: str,
    subject: str,
    topics: Sequence[str] = (),
    period: str | None = None,
    text: Path | None = None,
    copies: str = "",
    kind: str = REPLY,
) -> Answer:
    """Make the letter into `outbox/PERIOD/letters/NUMBER.docx`; what people wrote into an earlier one is kept."""
    about = Letter(_number(number), _said(to, "--to"), _said(subject, "--subject"), copies, office.now.date(), kind)
    asked = [(word, topic(office.catalogue, word)) for word in topics]
    _refuse_other_counties(office, about.addressee, asked)
    given = _text(text) if text else {}
    with office.ledger(writable=False) as book:
        when = _period(office, book, period)
        compilation = compile_period(office, book, when)
    sentences = _told(office, compilation, asked)
    template = office.template(f"{kind}.docx")
    content = filled(template, compilation, about, sentences)
    _refuse_unknown(given, empty_slots(content), kind)
    path = f"{FOLDER}/{about.number}.docx"
    content = with_text(with_peoples_text(office, path, content, _before(office, when, path)), given)
    made_from = {
        "program": reporting.__version__,
        "catalogue": office.catalogue.sha256,
        "templates": {f"{kind}.docx": hashlib.sha256(template).hexdigest()},
        "dated": about.dated.isoformat(),
    }
    delivery = deliver(office.outbox, when, {path: content}, made_from, part=f"letter {about.number}")
    return _answer(office, when, path, delivery.products, sentences)


def _answer(
    office: Office, period: Period, path: str, products: Sequence[str], sentences: Sequence[Sentence]
) -> Answer:
    keys = [str(part.tag) for sentence in sentences for part in sentence.parts if isinstance(part, Quoted)]
    figures = list(dict.fromkeys(keys))
    folder = office.outbox / str(period)
    if not products:
        words = f"{folder / path} 正被打开，未能写入。请关闭后再运行一次"
        return Answer({"letter": None, "figures": figures}, words, NOT_SO)
    made = folder / products[0]
    lines = [f"函件在 {made}，引用数字{len(figures)}个。"]
    if products[0] != path:
        lines.append(f"  {path} 有人修改过，未覆盖；新的一份在旁边，已填写的文字带了过来，请自行合并")
    lines.append("下一步：在 Word 中填写〔〕处，核对后按程序送签。")
    return Answer({"letter": str(made), "figures": figures}, "\n".join(lines), DONE)


def _before(office: Office, period: Period, path: str) -> tuple[bytes, ...]:
    """Give the letters that bear the number, the period's own last: as we made each, then what people made of it."""
    found = sorted(office.outbox.glob(f"*/{path}"), key=lambda one: (one.parents[1].name == str(period), one))
    return tuple(content for one in found for content in (one.read_bytes(), *_edited(office, one, path)))


def _edited(office: Office, found: Path, path: str) -> tuple[bytes, ...]:
    try:
        return edited(office.outbox, Period.parse(found.parents[1].name), path)
    except ValueError:  # a folder of people's own, such as a copy
        return ()


def _number(number: str) -> str:
    fault = number_fault(number)
    if fault:
        raise UsageError(f"文号“{number}”不合规范：{fault}", mend="写法如 温科函〔2023〕5号")
    return number


def _said(text: str, option: str) -> str:
    if not text.strip(" 　：:"):
        raise UsageError(f"{option} 没有写内容", mend=f"请在 {option} 后写明，用引号括起")
    return text.strip()


def _refuse_other_counties(office: Office, addressee: str, asked: Sequence[tuple[str, Asked]]) -> None:
    area = area_of(office.catalogue, addressee)
    others = [word for word, one in asked if area and about_another(office.catalogue, one, area)]
    if area and others:
        mend = "请去掉这一项；致某地的函件只引用该地和全市的数"
        raise UsageError(f"致{area.name}的函件引用了其他地区的数：{'、'.join(others)}", "--topic", mend)


def _period(office: Office, book: Ledger, period: str | None) -> Period:
    """Read the period as typed; without one it is the latest quarter or year of which something came."""
    if period:
        return office.period(period)
    found = latest(book)
    if found is None:
        raise UsageError("台账里还没有数据", mend="请先 run，或用 --period 指明报告期")
    return found


def _told(office: Office, compilation: Compilation, asked: Sequence[tuple[str, Asked]]) -> list[Sentence]:
    """Tell each figure once; a topic without one, or with one that may not be quoted yet, is said to the writer."""
    found: dict[object, Sentence] = {}
    for word, one in asked:
        sentences = told(compilation, one)
        if not sentences:
            office.say(f"“{word}”在{compilation.period.label}没有可引用的数，函中未写")
        for sentence in sentences:
            found.setdefault(sentence.figures or sentence.text, sentence)
    for note in _not_before(compilation, list(found.values())):
        office.say(note)
    if not contact(office.catalogue)["电话"]:
        office.say("联系人没有办公电话，函中未印；请在指标体系“联系人”表里填写（手机号不印）")
    return list(found.values())


def _not_before(compilation: Compilation, sentences: Sequence[Sentence]) -> list[str]:
    """Remind of when figures may be quoted (可引用日期): whether that has come, only people know."""
    codes = dict.fromkeys(code for sentence in sentences for code, _ in sentence.figures)
    known = (compilation.catalogue.indicator_by_code.get(code) for code in codes)
    return [f"“{one.name}”可引用日期：{one.quotable_from}。发文前请核对" for one in known if one and one.quotable_from]


def _text(path: Path) -> Mapping[str, list[str]]:
    """Read people's text: a paragraph a line; a line `【开头】` names the slot of what follows it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        raise UsageError(f"读不到文件“{path}”", "--text", "请检查路径") from None
    except UnicodeDecodeError:
        raise UsageError(f"“{path}”不是 UTF-8 编码的文本", "--text", "请用记事本另存为，编码选 UTF-8") from None
    found: dict[str, list[str]] = {}
    slot = _MAIN_SLOT
    for line in (line.strip() for line in lines):
        if line.startswith("【") and line.endswith("】"):
            slot = line[1:-1].strip()
        elif line:
            found.setdefault(slot, []).append(line)
    return found


def _refuse_unknown(given: Mapping[str, object], known: Sequence[str], kind: str) -> None:
    unknown = [name for name in given if name not in known]
    if unknown and not known:
        raise UsageError(f"模板“{kind}.docx”没有供人填写的栏目", "--text", "请在模板中保留栏目，或去掉 --text")
    if unknown:
        mend = f"{kind}的栏目有：{'、'.join(known)}；写作【{known[0]}】，独占一行"
        raise UsageError(f"没有名为“{unknown[0]}”的栏目", "--text", mend)
