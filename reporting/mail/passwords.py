"""Passwords of mail servers: from the environment or the system's keyring, never from a file in the project."""

from __future__ import annotations

import os
from importlib import import_module

from reporting.model.errors import MailError


def password(kind: str, user: str) -> str:
    """Give the password of a user at the server of a kind (`imap`); the environment goes before the keyring.

    Raises MailError where there is none.
    """
    variable, service = f"REPORTING_{kind.upper()}_PASSWORD", f"reporting-{kind}"
    found = os.environ.get(variable) or _from_keyring(service, user)
    if not found:
        mend = f"请设环境变量 {variable}，或安装 keyring 后运行 keyring set {service} {user}；多数邮箱要用“授权码”"
        raise MailError(f"没有邮箱 {user} 的密码", f"config.ini [{kind}]", mend)
    return found


def _from_keyring(service: str, user: str) -> str | None:
    """Ask the keyring; one that is not installed, or that nobody has unlocked, has no answer."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(service, user)
    except keyring.errors.KeyringError:
        return None
    return found
