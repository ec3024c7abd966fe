"""Figures and tables into findings, one file a check, `checks.CHECKS` in order; opens no file.

The checks are loaded when the first response comes: a command that leaves judging to its workers never loads
them.
"""

from __future__ import annotations

from foi_cli.model import Finding, Reading
from foi_cli.reconcile.comparable import held
from foi_cli.reconcile.repeat import weigh
from foi_cli.reconcile.several import across, tell

__all__ = ["across", "held", "judge", "tell", "weigh"]


def judge(reading: Reading) -> tuple[Finding, ...]:
    """Every finding of one response, numbered in the order of the checks."""
    from foi_cli.reconcile.checks import judged

    return judged(reading)
