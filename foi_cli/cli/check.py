"""`foi check`: one shot, no project and no store."""

from __future__ import annotations

from typing import Annotated

import typer

from foi_cli.cli.app import FailOn, Format, HiddenOption, app, log_of, page_for, settings_of


@app.command()
def check(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders and URLs.", show_default=False)
    ],
    format: Annotated[Format, typer.Option(help="How findings are written.")] = Format.TEXT,  # noqa: A002
    fail_on: Annotated[FailOn, typer.Option(help="What makes the exit code 3.")] = FailOn.DIFFERS,
    include_hidden: HiddenOption = False,
    reveal: Annotated[
        bool,
        typer.Option("--reveal", help="Write a figure that is not printed where its total discloses it."),
    ] = False,
) -> None:
    """Check every stated total in any files or folders.

    Prints each table whose totals are in doubt with the offending total marked, or every finding as JSON.

    \b
    Examples:
      foi check response.txt
      foi check https://example.org/response.html
      foi check --format jsonl responses/ > findings.jsonl
      foi check --fail-on undecided table.csv && echo all totals agree
    """
    from foi_cli.cli.places import find_all, located
    from foi_cli.examine import examine_all
    from foi_cli.ingest.isolation import Limits
    from foi_cli.report.progress import watch
    from foi_cli.report.tally import Tally

    settings, log, tally = settings_of(context), log_of(context), Tally()
    files = find_all(map(located, paths))
    page = page_for(format, settings)
    examining = examine_all(files, settings.jobs, Limits(include_hidden=include_hidden), reveal=reveal)
    for examined in watch(examining, len(files), "Checking", quiet=settings.quiet):
        tally.add_documents(examined.documents)
        tally.add_findings(examined.findings)
        page.findings(examined.findings, examined.tables)
        log.problems(examined.documents)
    page.close()
    log.sentence(tally.sentence())
    raise typer.Exit(tally.exit_code(fail_on.value))
