"""The commands: each parses its line, calls one function, shows what came back, leaves. One file a command.

A command imports its stage when it runs, so that `foi --help` costs no more than typer.
"""

from foi_cli.cli import check, init, review, run, show, stages, status, tables
from foi_cli.cli.app import app

__all__ = ["app", "check", "init", "review", "run", "show", "stages", "status", "tables"]
