"""What a run came to, on one screen."""

from __future__ import annotations

from itertools import islice

from foi_cli.cli.steps import Project
from foi_cli.report.page import Page
from foi_cli.report.tally import Tally
from foi_cli.store import intake, judgements, readings, runs

MOST = 20
"""Lines of each list; the rest is counted."""


def glance(project: Project, tally: Tally) -> None:
    """Show the counts, each claim that differs, the attachments that are missing and the files not read."""
    connection = project.connection
    page = Page()
    page.counts(tally)
    differing = (one for one in judgements.in_doubt(connection, "differs") if not one.accepted)
    page.differing([(one, judgements.is_new(connection, one)) for one in islice(differing, MOST)])
    page.listing("Missing attachments", readings.missing(connection, MOST), tally.missing)
    page.listing("Could not be read", intake.unread(connection, MOST), tally.unread)
    page.listing("Failed", runs.faults(connection, MOST), tally.faults)
    if tally.differs > MOST:
        page.note(f"… and {tally.differs - MOST} more that differ: foi review list")
