"""The house as a table, and what an import may not do in it; read with `ast` alone, nothing is executed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "reporting"

# From the ground up; the rooms of one floor are blind to one another.
FLOORS = (
    ("",),  # reporting/__init__.py: the map and the version
    ("model",),
    ("package", "workers"),
    ("sheets", "documents", "mail", "formulas"),
    ("catalogue", "intake", "checks", "ledger", "merge", "narrative", "proof", "products", "demo", "outbox"),
    ("commands",),
    ("timetable", "calls"),
    ("cli", "frames"),
    ("__main__",),
)
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# Outside library, or part of the standard one with a door of its own → the only rooms or modules that may import it.
DOORS: Mapping[str, tuple[str, ...]] = {
    "lxml": ("package", "sheets", "documents"),
    "openpyxl": ("sheets",),
    "xlsxwriter": ("sheets",),
    "xlrd": ("sheets",),
    "docx": ("documents",),
    "jinja2": ("documents",),
    "markupsafe": ("documents",),
    "pypdfium2": ("documents",),
    "simpleeval": ("formulas",),
    "sqlite3": ("ledger",),
    "filelock": ("ledger",),
    "psycopg": ("ledger.postgres",),  # which only a home whose ledger lies on a server loads
    "imap_tools": ("mail",),
    "imaplib": ("mail",),
    "smtplib": ("mail",),
    "tnefparse": ("mail",),
    "oxmsg": ("mail",),
    "keyring": ("mail",),
    "schedule": ("timetable",),
    "chinese_calendar": ("model.workdays",),
    "configparser": ("model.settings",),  # so config.ini is read in one place
    "pandas": ("frames",),
    "xml": ("package",),  # the XML of strangers has one careful reader
    "multiprocessing": ("workers",),  # so whatever may go wrong in another process goes wrong in one place
    "pickle": (),
}
LATE = frozenset({"pandas", "numpy", "matplotlib", "chinese_calendar"})  # never loaded before they are needed
CLOCKS = (".now", ".today", ".utcnow")
CLOCK_FUNCTIONS = frozenset({"time.time", "time.time_ns", "time.localtime", "time.gmtime"})


def modules(house: Path = HOUSE) -> dict[str, ast.Module]:
    """Parse every module of the house, keyed by its dotted name below `reporting`."""
    paths = {path.relative_to(house).with_suffix("").parts: path for path in sorted(house.rglob("*.py"))}
    return {
        ".".join(part for part in parts if part != "__init__"): ast.parse(path.read_text(encoding="utf-8"))
        for parts, path in paths.items()
    }


def imports(tree: ast.AST, *, only_at_the_top: bool = False) -> Iterator[str]:
    """Yield the full names of what is imported, a relative import with its dots.

    At the top means: when the module is loaded, so neither in functions nor for type checkers alone.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ("." * node.level + f"{node.module or ''}.{alias.name}" for alias in node.names)
        elif only_at_the_top and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and only_at_the_top):
            yield from imports(node, only_at_the_top=only_at_the_top)


def reached(name: str, house: Mapping[str, ast.Module]) -> list[str]:
    """Give the modules of ours that importing a name loads: the packages above it, then itself."""
    parts = name.split(".")
    paths = [".".join(parts[1:end]) for end in range(1, len(parts) + 1)] if parts[0] == "reporting" else []
    return [path for path in paths if path in house]


def breaches(house: Mapping[str, ast.Module]) -> list[str]:
    """Name everything that breaks the order of the house, each with its module."""
    return [
        f"{name}: {breach}"
        for name, tree in house.items()
        for find in (_floorless, _upwards_or_sideways, _second_doors, _clock_readings, _early_loads)
        for breach in find(name, tree)
    ]


def _floorless(name: str, _tree: ast.Module) -> Iterator[str]:
    if _room(name) not in FLOOR:
        yield "stands on no floor"


def _upwards_or_sideways(name: str, tree: ast.Module) -> Iterator[str]:
    room = _room(name)
    for imported in imports(tree):
        other = _room(imported.removeprefix("reporting."))
        if imported.startswith("."):
            yield f"relative import {imported}"
        elif imported.startswith("reporting.") and other != room and FLOOR.get(other, -1) >= FLOOR.get(room, -1):
            yield f"imports {other}, which is not below it"


def _second_doors(name: str, tree: ast.Module) -> Iterator[str]:
    for library in sorted({_room(imported) for imported in imports(tree)} - {"", "reporting"}):
        if library not in sys.stdlib_module_names and library not in DOORS:
            yield f"{library} has no door"
        elif not {name, _room(name)} & set(DOORS.get(library, (name,))):
            yield f"second door to {library}"


def _clock_readings(name: str, tree: ast.Module) -> Iterator[str]:
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for call in sorted(calls | set(imports(tree))):
        if (call.endswith(CLOCKS) or call in CLOCK_FUNCTIONS) and FLOOR.get(_room(name), -1) < FLOOR["timetable"]:
            yield f"reads the clock: {call}"


def _early_loads(_name: str, tree: ast.Module) -> Iterator[str]:
    for imported in imports(tree, only_at_the_top=True):
        if _room(imported) in LATE:
            yield f"loads {imported} at the top"


def _room(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def loaded_with(name: str, house: Mapping[str, ast.Module]) -> set[str]:
    """Give every outside library that is loaded when a module of ours is, through whatever it imports."""
    waiting, seen, libraries = [name], set[str](), set[str]()
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            for imported in imports(house[module], only_at_the_top=True):
                waiting += reached(imported, house)
                libraries.add(_room(imported))
    return libraries
