"""Who may import whom: the rooms of docs/architecture.md, and no way round in a circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "foi_cli"
MAY: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "arithmetic": {"model"},
    "reference": {"model"},
    "store": {"model", "errors"},
    "ingest": {"model", "errors"},
    "relate": {"model"},
    "normalise": {"model", "errors", "arithmetic", "reference", "relate"},
    "reconcile": {"model", "errors", "arithmetic"},
    "export": {"model", "errors", "arithmetic"},
    "report": {"model", "errors"},
    "crew": {"errors"},
    "workers": {"crew"},
    "cluster": {"errors", "workers", "project"},
    "late": {"model", "reference", "normalise"},
    "examine": {"model", "errors", "workers", "report", "ingest", "normalise", "reconcile"},
    "project": {"model", "errors", "workers", "store", "report"},
}
DOORS = {
    "typer": "cli",
    "rich": "report",
    "sqlite3": "store",
    "openpyxl": "export",
    "pandas": "export",
    "distributed": "cluster",
    "fsspec": "ingest",
}
"""Libraries that come in by one room's door only; others may name sqlite3's connection, not open one."""


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


MODULES = {".".join(p.relative_to(HOUSE.parent).with_suffix("").parts): p for p in HOUSE.rglob("*.py")}
MODULES = {name.removesuffix(".__init__"): path for name, path in MODULES.items()}


def room(module: str) -> str:
    return [*module.split("."), ""][1]


def house_imports(module: str) -> set[str]:
    """The modules of the house that this one imports, by their own names."""
    found = set()
    for name in imports(MODULES[module]):
        if name.startswith("foi_cli."):
            found.add(name if name in MODULES else name.rpartition(".")[0])
    return found - {module}


@pytest.mark.parametrize("module", sorted(name for name in MODULES if room(name) in MAY))
def test_a_room_imports_only_what_it_may(module: str) -> None:
    others = {room(name) for name in house_imports(module)} - {room(module), ""}
    assert others <= MAY[room(module)]


def test_no_module_leads_back_to_itself() -> None:
    sorter = TopologicalSorter({name: house_imports(name) for name in MODULES if name != "foi_cli"})
    assert list(sorter.static_order())


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_enters_by_one_door(library: str) -> None:
    users = {
        room(name) for name in MODULES for used in imports(MODULES[name]) if used.split(".")[0] == library
    }
    if library == "sqlite3":
        users -= {"project", "cli"}
    assert users <= {DOORS[library]}
