"""The settings of a home: `config.ini` becomes one frozen record, read once, with all mistakes told at once.

The file is read as Notepad leaves it (UTF-8 with or without a mark at its head) and without interpolation, so that
`50%` means what it says. Secrets are never in it: they come from the environment or the system's keyring.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from configparser import ConfigParser
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from reporting.model import setting_values
from reporting.model.errors import Fault, SettingsError

_SECTION = re.compile(r"\[([^\[\]]+)\]\Z")
_SECRET = re.compile(r"passw|pwd|secret|token|密码|口令", re.IGNORECASE)
# In the address of a server: after the user's name, or as a word of its own.
_SECRET_WITHIN = re.compile(r"://[^/?@\s]*:[^/?@\s]*@|[?&](?:password|sslpassword|passfile)=", re.IGNORECASE)
_PUT_ELSEWHERE = "请删去这一行，改放在环境变量或系统的钥匙串里"
_PUT_IN_ENVIRONMENT = "请从地址里去掉口令，改放在环境变量 PGPASSWORD 或 pgpass 文件里"
# How mails come.
FOLDER, IMAP = "folder", "imap"
# How the line to a mail server is secured: from the first byte on, or after a greeting.
SSL, STARTTLS = "ssl", "starttls"


@dataclass(frozen=True, slots=True)
class Settings:
    """How one home works; every field has its line in the shipped config.ini, and these are the defaults.

    `demo` marks every product as made from synthetic data. `settle_seconds` is how long a file that cannot be read
    is given to arrive whole. `file_megabytes` bounds what one file may unpack to; `read_seconds` of the processor and
    `read_megabytes` of memory are the most that reading a large one may take. `make_pdf` asks for a PDF beside every
    document. `keep_days` is how long logs are kept. `ledger_url` names a PostgreSQL server that holds the ledger, empty
    for the home's own file.

    `mail_in` says how mails come: laid into the inbox as files, or from an IMAP server, of which the `imap_` fields
    speak: `imap_tls` is how the line is secured, `imap_done` the folder taken mails go to, `imap_authserv` the id of
    the server whose Authentication-Results are trusted, `imap_ca` a file of the authority its certificate is of.
    `mail_megabytes` is the largest mail that is fetched.

    Mails leave by the server `smtp_host`, once `smtp_send` is set; where it is empty, as files. `smtp_address` and
    `smtp_name` stand in From. `smtp_pauses` are the minutes before each further try. `smtp_sent_folder` is the folder,
    at the IMAP server, in which what was sent can be looked up. `smtp_release_first` keeps a briefing from the leaders
    until it is released.

    `serve_minutes` are between two rounds of the service; `serve_hour` is when on its day what the calendar holds is
    done.
    """

    bureau: str = ""
    demo: bool = False
    settle_seconds: Decimal = Decimal(2)
    file_megabytes: int = 1024
    read_seconds: int = 60
    read_megabytes: int = 1024
    make_pdf: bool = False
    keep_days: int = 90
    ledger_url: str = ""
    mail_in: str = FOLDER
    mail_megabytes: int = 50
    imap_host: str = ""
    imap_port: int = 0
    imap_user: str = ""
    imap_tls: str = SSL
    imap_folder: str = "INBOX"
    imap_done: str = "已收件"
    imap_authserv: str = ""
    imap_ca: str = ""
    smtp_host: str = ""
    smtp_send: bool = False
    smtp_port: int = 0
    smtp_tls: str = SSL
    smtp_user: str = ""
    smtp_address: str = ""
    smtp_name: str = ""
    smtp_ca: str = ""
    smtp_pauses: tuple[int, ...] = (1, 5, 15, 60, 240, 720, 1440)
    smtp_sent_folder: str = ""
    smtp_release_first: bool = True
    serve_minutes: int = 5
    serve_hour: str = "09:00"


def read(path: Path) -> Settings:
    """Read the settings; where there is no file, the defaults hold. Raises SettingsError with every mistake found."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError(path.name, (_FOREIGN,)) from None
    return parse(text, path.name)


def parse(text: str, name: str = "config.ini") -> Settings:
    """Read the settings from a file's text; `name` is what the file is called in messages."""
    sound, numbers, faults = _proofread(text)
    parser = ConfigParser(interpolation=None, delimiters=("=",), strict=False)
    parser.read_string(sound, name)
    values: dict[str, object] = {}
    for (section, key), number in numbers.items():
        field, convert = _KEYS[section][key]
        value = parser[section][key]
        try:
            values[field] = convert(value)
        except setting_values.BadValueError as bad:
            faults[number] = Fault(f"第{number}行", f"{key} 的值“{value}”不对", str(bad))
    if faults:
        raise SettingsError(name, tuple(faults[number] for number in sorted(faults)))
    return Settings(**values)  # type: ignore[arg-type]  # each converter gives its field's type


def _proofread(text: str) -> tuple[str, dict[tuple[str, str], int], dict[int, Fault]]:
    """Find the faulty lines: give the text without them, the line number of each (section, key) left, and the faults.

    The parser itself stops at the first mistake and forgets line numbers. Indents are dropped: to it they would mean
    that a value goes on, to a clerk they mean nothing.
    """
    sound: list[str] = []
    numbers: dict[tuple[str, str], int] = {}
    faults: dict[int, Fault] = {}
    section = ""
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if not line or line[0] in "#;":
            continue
        heading = _SECTION.match(line)
        if heading:
            section = heading[1].strip()
        complaint = _about_section(section) if heading else _about_line(section, line, numbers)
        if complaint:
            faults[number] = Fault(f"第{number}行", *complaint)
        elif heading:
            sound.append(f"[{section}]")
        elif section in _KEYS:
            sound.append(line)
            numbers[section, _key(line)] = number
    return "\n".join(sound), numbers, faults


def _key(line: str) -> str:
    return line.partition("=")[0].strip().lower()


def _about_section(section: str) -> tuple[str, str] | None:
    """Say what is wrong with a section's name, and the mend."""
    if section in _KEYS:
        return None
    return f"没有名为 [{section}] 的一节", _nearest(f"[{section}]", [f"[{known}]" for known in _KEYS])


def _about_line(section: str, line: str, numbers: Mapping[tuple[str, str], int]) -> tuple[str, str] | None:
    """Say what is wrong with a line that should read `key = value`, and the mend; what may be secret is not repeated.

    In a section that is itself a mistake only secrets are told of: whether the rest is right cannot be known.
    """
    key = _key(line)
    if _SECRET.search(key) or _SECRET_WITHIN.search(line):
        return "密码、口令不能写在设置文件里", _PUT_ELSEWHERE if _SECRET.search(key) else _PUT_IN_ENVIRONMENT
    if "=" not in line:
        return f"“{line}”不是“名称 = 值”的写法", "请写成“名称 = 值”，等号用半角；说明文字前加 #"
    if not section:
        return f"{key} 不在任何一节之内", "请在它前面写上所属的节，例如 [office]"
    if section in _KEYS and key not in _KEYS[section]:
        return f"[{section}] 里没有 {key} 这一项", _home_of(key, section)
    if (section, key) in numbers:
        return f"{key} 写了两次，第{numbers[section, key]}行已经有了", "请只留一行"
    return None


def _home_of(key: str, section: str) -> str:
    """Say where a key belongs: in another section, or that it is another word."""
    homes = [known for known, keys in _KEYS.items() if key in keys]
    return f"它属于 [{homes[0]}] 一节，请移过去" if homes else _nearest(key, list(_KEYS[section]))


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"是否应为 {close[0]}？" if close else f"可用的有：{'、'.join(known)}"


_FOREIGN = Fault("全文", "文件不是 UTF-8 编码", "请用记事本打开，另存为时编码选 UTF-8")

# section → key → the field it fills and how its text is read
_KEYS: Mapping[str, Mapping[str, tuple[str, Callable[[str], object]]]] = {
    "office": {"bureau": ("bureau", setting_values.text), "demo": ("demo", setting_values.truth)},
    "inbox": {"settle_seconds": ("settle_seconds", setting_values.seconds)},
    "limits": {
        "file_megabytes": ("file_megabytes", setting_values.count),
        "read_seconds": ("read_seconds", setting_values.count),
        "read_megabytes": ("read_megabytes", setting_values.count),
    },
    "pdf": {"make": ("make_pdf", setting_values.truth)},
    "ledger": {"url": ("ledger_url", setting_values.server)},
    "mail": {
        "receive": ("mail_in", setting_values.one_of(FOLDER, IMAP)),
        "max_megabytes": ("mail_megabytes", setting_values.count),
    },
    "imap": {
        "host": ("imap_host", setting_values.text),
        "port": ("imap_port", setting_values.port),
        "user": ("imap_user", setting_values.text),
        "tls": ("imap_tls", setting_values.one_of(SSL, STARTTLS)),
        "folder": ("imap_folder", setting_values.text),
        "done": ("imap_done", setting_values.text),
        "authserv": ("imap_authserv", setting_values.text),
        "ca": ("imap_ca", setting_values.text),
    },
    "smtp": {
        "host": ("smtp_host", setting_values.host),
        "send": ("smtp_send", setting_values.truth),
        "port": ("smtp_port", setting_values.port),
        "tls": ("smtp_tls", setting_values.one_of(SSL, STARTTLS)),
        "user": ("smtp_user", setting_values.one_line),
        "address": ("smtp_address", setting_values.address),
        "name": ("smtp_name", setting_values.one_line),
        "ca": ("smtp_ca", setting_values.text),
        "pauses": ("smtp_pauses", setting_values.minutes),
        "sent_folder": ("smtp_sent_folder", setting_values.text),
        "release_first": ("smtp_release_first", setting_values.truth),
    },
    "serve": {
        "every_minutes": ("serve_minutes", setting_values.count),
        "hour": ("serve_hour", setting_values.hour),
    },
    "log": {"keep_days": ("keep_days", setting_values.count)},
}
