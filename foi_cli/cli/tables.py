"""`foi tables`: the tables of any files, as they were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foi_cli.cli.app import Format, HiddenOption, app, log_of, page_for, settings_of

if TYPE_CHECKING:
    from foi_cli.ingest.isolation import Limits
    from foi_cli.report.log import Log


@app.command()
def tables(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files and folders.", show_default=False)
    ],
    format: Annotated[Format, typer.Option(help="How tables are written.")] = Format.TEXT,  # noqa: A002
    include_hidden: HiddenOption = False,
    overlay: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write pictures of PDF pages with the cells drawn on them."),
    ] = None,
) -> None:
    """Show the tables in any files or folders as they were read.

    \b
    Examples:
      foi tables response.pdf
      foi tables --format jsonl workbooks/ > tables.jsonl
      foi tables --overlay pages/ response.pdf
    """
    from foi_cli.cli.places import find
    from foi_cli.ingest.batches import read_all
    from foi_cli.ingest.isolation import Limits
    from foi_cli.report.progress import watch
    from foi_cli.report.tally import FAILED, FINISHED

    settings, log = settings_of(context), log_of(context)
    files = find(paths)
    page = page_for(format, settings)
    unread = 0
    limits = Limits(include_hidden=include_hidden)
    reading = read_all(files, settings.jobs, limits, str)
    for path, documents in watch(reading, len(files), "Reading", quiet=settings.quiet):
        for document in documents:
            page.tables(document)
            unread += bool(document.problem)
        log.problems(documents)
        if overlay is not None and documents[0].reader == "pdf" and not documents[0].problem:
            unread += not _draw(path, overlay, limits, log)
    page.close()
    raise typer.Exit(FAILED if unread else FINISHED)


def _draw(path: Path, folder: Path, limits: Limits, log: Log) -> bool:
    """Draw the tables of a PDF file on its pages, and say where; False where that failed."""
    from importlib.util import find_spec

    from foi_cli.errors import UnreadableDocument, UsageError
    from foi_cli.ingest.pictures import draw

    if find_spec("PIL") is None:
        raise UsageError("drawing pages needs Pillow, which is not installed: pip install 'foi-cli[overlay]'")
    try:
        for picture in draw(path, folder, limits):
            log.sentence(f"{picture} written.")
    except UnreadableDocument as reason:
        log.fault(str(path), f"{reason}; no picture was written")
        return False
    return True
