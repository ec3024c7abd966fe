"""`foi tables`: the tables of any files, as they were read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foi_cli.cli.app import Format, HiddenOption, app, log_of, page_for, settings_of


@app.command()
def tables(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files and folders.", show_default=False)
    ],
    format: Annotated[Format, typer.Option(help="How tables are written.")] = Format.TEXT,  # noqa: A002
    include_hidden: HiddenOption = False,
) -> None:
    """Show the tables in any files or folders as they were read.

    \b
    Examples:
      foi tables response.pdf
      foi tables --format jsonl workbooks/ > tables.jsonl
    """
    from foi_cli.ingest.files import find
    from foi_cli.ingest.isolation import Limits, read_all
    from foi_cli.report.progress import watch
    from foi_cli.report.tally import FAILED, FINISHED

    settings, log = settings_of(context), log_of(context)
    files = find(paths)
    page = page_for(format, settings)
    unread = 0
    reading = read_all(files, settings.jobs, Limits(include_hidden=include_hidden), str)
    for _, documents in watch(reading, len(files), "Reading", quiet=settings.quiet):
        for document in documents:
            page.tables(document)
            unread += bool(document.problem)
        log.problems(documents)
    page.close()
    raise typer.Exit(FAILED if unread else FINISHED)
