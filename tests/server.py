"""A PostgreSQL server of the tests' own: started in a temporary folder, reached through a socket in it, gone after."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pytest

OWNER = "postgres"
_SECONDS = 60


def why_none() -> str:
    """Say why no server can be started here; empty where one can."""
    if sys.platform == "win32":
        return "the tests start PostgreSQL on a socket, which Windows does not have"
    if find_spec("psycopg") is None:
        return "psycopg is not installed"
    if _program("initdb") is None:
        return "PostgreSQL is not installed"
    if _is_root() and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser"
    return ""


@contextmanager
def served() -> Iterator[str]:
    """Run a server, and give the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="reporting-pg-"))
    if _is_root():
        shutil.chown(folder, OWNER)
    data = folder / "data"
    _done("initdb", "--no-sync", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C", "-D", data)
    # A server that must survive a power cut would sync; tests kill programs, never the machine.
    words = ("-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=30")
    server = subprocess.Popen(_command("postgres", *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"postgresql://{OWNER}@/{OWNER}?host={quote(str(folder), safe='')}"
        _wait(url)
        yield url
    finally:
        _done("pg_ctl", "stop", "-m", "immediate", "-D", data)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def place_of(url: str, home: Path) -> str:
    """Give the URL of a place of its own in the database for a home's ledger, made where it is not there yet."""
    import psycopg

    name = f"home_{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}".encode())
    return f"{url}&options={quote(f'-csearch_path={name}', safe='')}"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of a running server; skips where there can be none."""
    reason = why_none()
    if reason:
        pytest.skip(reason)
    with served() as url:
        yield url


def _wait(url: str) -> None:
    import psycopg

    for _ in range(_SECONDS * 10):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def _done(*words: object) -> None:
    subprocess.run(_command(*words), check=True, stdout=subprocess.DEVNULL)


def _command(*words: object) -> list[str]:
    name, *rest = map(str, words)
    owned = ["runuser", "-u", OWNER, "--"] if _is_root() else []
    return [*owned, str(_program(name)), *rest]


def _program(name: str) -> Path | None:
    """Find a program of the server: Debian keeps them off the path, the newest version's last."""
    found = shutil.which(name)
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return kept[-1] if kept else Path(found) if found else None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
