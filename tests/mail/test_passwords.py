"""Passwords come from the environment or the system's keyring."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from reporting.mail.passwords import password
from reporting.model.errors import MailError

USER = "kjj@kj.example.invalid"


class LockedError(Exception):
    """The keyring is locked."""


def keyring(answer: str | Exception | None) -> ModuleType:
    """Make a keyring that answers so."""

    def get(service: str, user: str) -> str | None:
        assert (service, user) == ("reporting-imap", USER)
        if isinstance(answer, Exception):
            raise answer
        return answer

    made = ModuleType("keyring")
    vars(made).update(get_password=get, errors=SimpleNamespace(KeyringError=LockedError))
    return made


def test_the_environment_goes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets it means it."""
    monkeypatch.setitem(sys.modules, "keyring", keyring("from the ring"))
    monkeypatch.delenv("REPORTING_IMAP_PASSWORD", raising=False)
    assert password("imap", USER) == "from the ring"
    monkeypatch.setenv("REPORTING_IMAP_PASSWORD", "said")
    assert password("imap", USER) == "said"


@pytest.mark.parametrize("answer", [None, LockedError()])
def test_a_keyring_without_it_or_locked_is_told_with_the_mend(
    monkeypatch: pytest.MonkeyPatch, answer: Exception | None
) -> None:
    """One line, no trace of a library."""
    monkeypatch.setitem(sys.modules, "keyring", keyring(answer))
    monkeypatch.delenv("REPORTING_IMAP_PASSWORD", raising=False)
    with pytest.raises(MailError, match="没有邮箱") as told:
        password("imap", USER)
    assert "keyring set reporting-imap" in told.value.mend
