"""The program as a process of its own: streams, statuses, and what it loads on its way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calling import is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, send

ROOT = Path(__file__).parents[2]
# What a light command has no use for.
HEAVY = (
    "pandas",
    "numpy",
    "matplotlib",
    "lxml",
    "openpyxl",
    "docx",
    "docxtpl",
    "jinja2",
    "xlsxwriter",
    "chinese_calendar",
    "filelock",
    "simpleeval",
    "schedule",
)
ASKED = (
    "import json, sys\n"
    "from reporting.cli import main\n"
    "try:\n    status = main(sys.argv[1:])\n"
    "except SystemExit as done:\n    status = done.code\n"
    "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    "sys.exit(status)\n"
)


def started(*words: object, folder: Path = ROOT, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Start a Python of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)


def test_it_runs_from_any_folder_whatever_the_terminals_encoding(table_home: Path, tmp_path: Path) -> None:
    """Answers are UTF-8 on every terminal, and a relative `--home` counts from where one stands."""
    words = ("-m", "reporting", "--home", table_home.name, "status", PERIOD)
    for encoding in ("utf-8", "ascii", "gbk"):
        done = started(*words, folder=tmp_path, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert is_for_people(done.stdout.decode("utf-8"))
        assert "未报送" in done.stdout.decode("utf-8")


def test_statuses_reach_the_caller(table: Table, table_home: Path, tmp_path: Path) -> None:
    """0, 1 and 2 come out of the process as they are."""
    send(table_home, "鹿城区", table.content["鹿城区"])
    run = ("-m", "reporting", "run", PERIOD, "--home", table_home, "--now", NOW, "--json")
    done = started(*run)
    assert done.returncode == 0
    assert json.loads(done.stdout)["period"] == PERIOD
    (table_home / "outbox" / PERIOD / "~$汇总表.xlsx").write_bytes(b"")
    send(table_home, "瓯海区", table.content["瓯海区"])
    done = started(*run)
    assert done.returncode == 1
    assert json.loads(done.stdout)["files"][0]["outcome"] == "accepted"
    done = started("-m", "reporting", "status", PERIOD, "--json", folder=tmp_path)
    assert done.returncode == 2
    assert set(json.loads(done.stdout)) == {"error"}


@pytest.mark.skipif(os.name != "posix", reason="needs a shell's pipe")
def test_a_reader_that_stops_early_is_no_fault(table_home: Path) -> None:
    """Looking at the first line alone (`| head -1`) ends quietly."""
    command = [sys.executable, "-m", "reporting", "--home", str(table_home), "--json", "catalogue"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode("utf-8")
    assert told == ""


@pytest.mark.parametrize("words", [("--help",), ("status", PERIOD), ("findings", PERIOD)])
def test_light_commands_load_nothing_heavy(table_home: Path, words: tuple[str, ...]) -> None:
    """Help and questions to the ledger start at once: no library for spreadsheets, documents or tables is loaded."""
    done = started("-c", ASKED, "--home", table_home, *words)
    assert done.returncode == 0
    loaded = set(json.loads(done.stderr.decode("utf-8").splitlines()[-1]))
    assert "reporting" in loaded
    assert loaded & set(HEAVY) == set()
