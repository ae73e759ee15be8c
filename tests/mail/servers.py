"""Mail servers of the tests' own, on loopback, with TLS: Dovecot, started without a place of its own in the system."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER, PASSWORD = "kjj@kj.example.invalid", "geheim"
# The folder for mails that are done with, 已收件, as IMAP writes it.
DONE = "&XfJlNk72-"
_WAIT = 20.0


@dataclass(frozen=True)
class Served:
    """A running IMAP server: its ports, with TLS at once or after a greeting, and its certificate's authority."""

    port: int
    ca: Path
    starttls: int

    def client(self) -> imaplib.IMAP4_SSL:
        """Log in, as a person looking at the mailbox would."""
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=ssl.create_default_context(cafile=str(self.ca)))
        client.login(USER, PASSWORD)
        return client

    def deliver(self, *contents: bytes, when: str = '"01-Mar-2018 09:00:00 +0800"') -> None:
        """Lay mails into the mailbox, as having come at an instant."""
        client = self.client()
        for content in contents:
            status, told = client.append("INBOX", "", when, content)
            assert status == "OK", told
        client.logout()

    def held(self, folder: str) -> list[bytes]:
        """Give the bytes of the mails in a folder (its name as IMAP writes it); none where there is no such folder."""
        client = self.client()
        try:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            _, (numbers,) = client.search(None, "ALL")
            return [client.fetch(one, "(BODY.PEEK[])")[1][0][1] for one in numbers.split()]  # type: ignore[index,misc]
        finally:
            client.logout()

    def empty(self) -> None:
        """Throw all mails away."""
        client = self.client()
        for line in client.list()[1]:
            assert isinstance(line, bytes)
            _, (count,) = client.select(line.decode().split(' "." ')[-1])
            if count != b"0":
                client.store("1:*", "+FLAGS", "\\Deleted")
                client.expunge()
        client.logout()


def settings_of(server: Served) -> str:
    """Give the lines of config.ini by which the server is found."""
    lines = ["mail.receive = imap", "imap.host = localhost", f"imap.port = {server.port}", f"imap.user = {USER}"]
    return "\n".join([*lines, f"imap.ca = {server.ca}"])


def why_none_made() -> str:
    """Say why no certificate can be made, empty where one can."""
    return "" if shutil.which("openssl") else "openssl is not installed"


def why_none() -> str:
    """Say what is missing for a server, empty where nothing is."""
    if why_none_made():
        return why_none_made()
    dovecot = _dovecot()
    if dovecot is None:
        return "dovecot (dovecot-imapd) is not installed"
    told = subprocess.run([dovecot, "--version"], capture_output=True, text=True, check=True).stdout
    return "" if told.startswith("2.3.") else f"dovecot {told.split()[0]} is set up in another way than 2.3"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost and its key."""
    made, key = folder / "cert.pem", folder / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]
    subprocess.run(words, check=True, capture_output=True)
    return made, key


def free_port() -> int:
    """Find a port nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served() -> Iterator[Served]:
    """Run Dovecot with an empty mailbox until the block ends."""
    with tempfile.TemporaryDirectory(prefix="imap-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # its helpers are other users where it is started by root
        ca, key = certificate(folder)
        one = Served(free_port(), ca, free_port())
        (folder / "dovecot.conf").write_text(_settings(folder, one, key), encoding="utf-8")
        for name in ("mails", "run", "state"):
            (folder / name).mkdir()
        if _is_root():
            os.chown(folder / "mails", *_owner())
        (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}:::::\n", encoding="utf-8")
        words = [str(_dovecot()), "-F", "-c", str(folder / "dovecot.conf")]
        with (folder / "dovecot.out").open("wb") as log:
            running = subprocess.Popen(words, stdout=log, stderr=log)
            try:
                _wait(one, folder, running)
                yield one
            finally:
                running.terminate()
                running.wait(10)


@pytest.fixture(scope="module")
def imap() -> Iterator[Served]:
    """Give a server, or skip with the reason why there is none."""
    if why_none():
        pytest.skip(why_none())
    with served() as one:
        yield one


def _settings(folder: Path, one: Served, key: Path) -> str:
    """Give the settings of a Dovecot 2.3; as root it wants its own users, else there are none but us."""
    me = pwd.getpwuid(os.getuid()).pw_name
    uid, gid = _owner()
    alone = [] if _is_root() else [f"default_internal_user = {me}", f"default_login_user = {me}"]
    return "\n".join(
        [
            f"base_dir = {folder}/run",
            f"state_dir = {folder}/state",
            f"log_path = {folder}/dovecot.log",
            "protocols = imap",
            "listen = 127.0.0.1",
            *alone,
            f"first_valid_uid = {uid}",
            f"first_valid_gid = {gid}",
            "ssl = required",
            f"ssl_cert = <{one.ca}",
            f"ssl_key = <{key}",
            f"mail_location = maildir:{folder}/mails",
            "mail_max_userip_connections = 100",
            f"passdb {{\n driver = passwd-file\n args = {folder}/users\n}}",
            f"userdb {{\n driver = static\n args = uid={uid} gid={gid} home={folder}/mails\n}}",
            "service imap-login {",
            " chroot =",
            f" inet_listener imap {{\n  port = {one.starttls}\n }}",
            f" inet_listener imaps {{\n  port = {one.port}\n  ssl = yes\n }}",
            "}",
            *(f"service {name} {{\n chroot =\n}}" for name in ("anvil", "stats")),
            "",
        ]
    )


def _owner() -> tuple[int, int]:
    """Give whose the mails are: ours, but for root, who may own none."""
    if not _is_root():
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _is_root() -> bool:
    return os.getuid() == 0


def _wait(one: Served, folder: Path, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until and running.poll() is None:
        try:
            one.client().logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
        else:
            return
    logs = [
        path.read_text(encoding="utf-8") for path in (folder / "dovecot.out", folder / "dovecot.log") if path.exists()
    ]
    raise RuntimeError("dovecot did not start:\n" + "\n".join(logs))


def _dovecot() -> str | None:
    return shutil.which("dovecot") or shutil.which("/usr/sbin/dovecot")
