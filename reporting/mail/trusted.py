"""Authentication-Results (RFC 8601), believed only where our own receiving server wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import Message

from reporting.mail.headers import raw

_METHODS = ("spf", "dkim", "dmarc")
_RESULT = re.compile(r"(spf|dkim|dmarc)(?:/\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_INNERMOST = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')


def passed(message: Message, authserv: str) -> Mapping[str, str]:
    """Give the results by method that the server of the id `authserv` found; none without such an id.

    Of several signatures one that passes is enough. Comments and quoted words say nothing: a sender may write them.
    """
    found: dict[str, str] = {}
    for value in raw(message, "Authentication-Results") if authserv else ():
        who, *results = _plain(value).split(";")
        if (who.split() or [""])[0].casefold() != authserv.casefold():
            continue
        for one in results:
            match = _RESULT.match(one.strip())
            if match:
                method, result = match[1].casefold(), match[2].casefold()
                found[method] = "pass" if "pass" in (found.get(method), result) else found.get(method, result)
    return {method: found[method] for method in _METHODS if method in found}


def _plain(value: str) -> str:
    bare = _QUOTED.sub('""', value)
    while (less := _INNERMOST.sub(" ", bare)) != bare:
        bare = less
    return bare
