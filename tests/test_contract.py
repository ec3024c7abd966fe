"""The outside of the program is what docs/commands.md and docs/exports.md say it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from foi_cli.cli import app
from foi_cli.errors import FoiError, ProjectBusy, ProjectError, UsageError
from foi_cli.model import Finding, Place, Table
from foi_cli.report import tally
from foi_cli.report.machine import finding_records, table_record

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
CONTRACT = ROOT / "../shared/CONTRACT.md"


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    top: Any = typer.main.get_command(app)
    for name, command in top.commands.items():
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        else:
            yield from ((f"{name} {below}", found) for below, found in inner.items())


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")}


def test_every_command_is_in_the_docs_and_the_other_way_round() -> None:
    documented = set(re.findall(r"^\| `foi ([a-z]+(?: [a-z]+)?)", COMMANDS, re.MULTILINE))
    assert documented == {name for name, _ in commands()}


def test_every_option_is_in_the_docs_and_the_other_way_round() -> None:
    documented = set(re.findall(r"^\| `(--[a-z-]+)", COMMANDS, re.MULTILINE))
    top: Any = typer.main.get_command(app)
    real = options(top).union(*(options(command) for _, command in commands())) | {"--help"}
    assert real == documented


def test_exit_codes_are_those_of_the_docs() -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", COMMANDS, re.MULTILINE)}
    errors = {kind.exit_code for kind in (FoiError, UsageError, ProjectError, ProjectBusy)}
    assert errors | {tally.FINISHED, tally.FAILED, tally.DIFFERS, tally.NOTHING_CHECKED} == documented


def test_fields_of_a_finding_are_those_of_the_docs_in_their_order() -> None:
    section = COMMANDS.partition("### `foi check --format jsonl`")[2].partition("###")[0]
    finding = Finding("", Place("a"), "sum", "agrees", "exact", "", "", "", "", (), "")
    (record,) = finding_records([finding], [])
    assert list(record) == re.findall(r"^\| `(\w+)`", section, re.MULTILINE)


def test_fields_of_a_table_are_those_of_the_docs_in_their_order() -> None:
    section = COMMANDS.partition("### `foi tables --format jsonl`")[2].partition("###")[0]
    assert list(table_record("a", Table(1, ()))) == re.findall(r"`(\w+)`", section)


def promised() -> dict[str, list[str]]:
    """The columns of each CSV as the promise lists them."""
    if not CONTRACT.exists():
        pytest.skip(f"{CONTRACT} is not here")
    text = CONTRACT.read_text(encoding="utf-8")
    lists = re.findall(r"^- \*\*(\w+)\.csv\*\*: (.+)$", text, re.MULTILINE)
    return {name: re.sub(r" \(.*?\)", "", names).split(", ") for name, names in lists}


def test_exported_columns_are_those_that_were_promised(tmp_path: Path) -> None:
    from foi_cli.export import EXPORTERS

    written = next(one for one in EXPORTERS if one.name == "csv").write(Nothing(), tmp_path)
    headers = {path.stem: next(csv.reader(path.open(encoding="utf-8"))) for path in written}
    for name, columns in promised().items():
        assert headers[name] == columns, name


class Nothing:
    """Results of a project without a response."""

    def documents(self) -> Iterator[Any]:
        """None."""
        return iter(())

    def readings(self) -> Iterator[Any]:
        """None."""
        return iter(())

    def findings(self, response_id: str | None = None) -> Iterator[Any]:  # noqa: ARG002
        """None."""
        return iter(())
