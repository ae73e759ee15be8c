"""Addresses at which a file or an online document lies: large attachments of mail services, drives, online tables.

They are told to people and never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）)】》]+", re.IGNORECASE)
_MOST = 20
# Hosts, by their ends, that do nothing but keep files and documents of people.
_KEEPERS = (
    *("pan.baidu.com", "yun.baidu.com", "alipan.com", "aliyundrive.com", "weiyun.com", "cloud.189.cn", "yun.139.com"),
    *("lanzou.com", "lanzoui.com", "lanzoux.com", "ctfile.com", "123pan.com", "quark.cn", "wenshushu.cn"),
    *("docs.qq.com", "kdocs.cn", "alidocs.dingtalk.com", "feishu.cn", "shimo.im", "yuque.com", "wolai.com"),
    *(
        "jinshuju.net",
        "wjx.cn",
        "drive.google.com",
        "docs.google.com",
        "onedrive.live.com",
        "1drv.ms",
        "sharepoint.com",
    ),
    *("dashi.163.com", "u.163.com", "fs.163.com", "wpsdrive.com", "drive.wps.cn"),
)
# Pages of mail services at which large attachments wait.
_LARGE = (("mail.qq.com", "ftn"), ("mail.qq.com", "ftnexs"), ("163.com", "large"), ("126.com", "large"))
_LARGE_WORDS = ("filecenter", "bigattach", "largeattach", "cgi-bin/ftn", "netdisk", "filedownload.jsp")


def shared(text: str, links: Iterable[str] = ()) -> tuple[str, ...]:
    """Give such addresses in a mail's text and links, each once, some twenty at most."""
    found = (one for one in (*_ADDRESS.findall(text), *links) if _keeps(one))
    return tuple(dict.fromkeys(found))[:_MOST]


def _keeps(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return False
    rest = f"{parts.path}?{parts.query}".casefold()
    kept = any(host == one or host.endswith(f".{one}") for one in _KEEPERS)
    large = any(host.endswith(one) and word in rest for one, word in _LARGE)
    return parts.scheme in {"http", "https"} and (kept or large or any(word in rest for word in _LARGE_WORDS))
