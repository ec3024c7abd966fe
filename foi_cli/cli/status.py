"""`foi status`: what the store holds, what is stale, what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foi_cli.cli.app import Format, app

if TYPE_CHECKING:
    from foi_cli.store.runs import Run

MOST = 20


@app.command()
def status(
    context: typer.Context,
    since: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="Runs from this day or time on (ISO 8601).", show_default="the last"
        ),
    ] = "",
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show who answered which question, and how.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How it is written.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Show what the store holds, what is stale and what failed. Waits for nobody: a run may be going on.

    \b
    Examples:
      foi status
      foi status --since 2024-03-01 --format json
      foi status --coverage            authority by question: figures, refused, not held, no answer
    """
    if coverage:
        _show_coverage(context, format)
        return
    from dataclasses import asdict

    from foi_cli.cli.steps import config_of, tally_of
    from foi_cli.project.stamps import stamp
    from foi_cli.store import database, intake, runs

    with database.reading(config_of(context).processed) as connection:
        tally = tally_of(connection)
        to_understand, to_judge = runs.stale(connection, stamp("normalise"), stamp("reconcile"))
        past = runs.since(connection, _moment(since)) if since else runs.since(connection, most=1)
        if format is not Format.TEXT:
            from foi_cli.report.machine import JsonPage

            counts = {**asdict(tally), "to_understand": to_understand, "to_judge": to_judge}
            record = {"holds": counts, "runs": [asdict(run) for run in past]}
            page = JsonPage(lines=True)
            page.records([record])
            return
        from foi_cli.report.page import Page

        screen = Page()
        screen.counts(tally)
        if to_judge:
            screen.note(
                f"{to_understand} responses are to be understood and {to_judge} to be checked: foi run"
            )
        screen.listing("Could not be read", intake.unread(connection, MOST), tally.unread)
        screen.listing("Failed", runs.faults(connection, MOST), tally.faults)
        screen.listing("Runs", [(run.started, _told(run)) for run in past], len(past))


def _show_coverage(context: typer.Context, format: Format) -> None:  # noqa: A002
    from foi_cli.cli.app import page_for, settings_of
    from foi_cli.cli.steps import config_of
    from foi_cli.project.coverage import pictures
    from foi_cli.store import database

    page = page_for(format, settings_of(context))
    with database.reading(config_of(context).processed) as connection:
        page.coverage(pictures(connection))
    page.close()


def _moment(text: str) -> str:
    """The date or time in UTC, as runs are dated. Raises UsageError for anything else."""
    from datetime import UTC, datetime

    from foi_cli.errors import UsageError

    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="seconds")
    except ValueError:
        raise UsageError(f"--since {text}: not a date; write it as 2024-03-01 or 2024-03-01T12:00.") from None


def _told(run: Run) -> str:
    end = "did not finish" if run.ended is None else f"ended {run.ended} with exit code {run.exit_code}"
    return f"{run.command} ({run.name}) {end}"
