"""`foi ingest`, `normalise`, `reconcile` and `export`: the stages of a run, one at a time."""

from __future__ import annotations

from typing import Annotated

import typer

from foi_cli.cli.app import ClusterOption, FailOn, HiddenOption, app


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders and URLs.", show_default="data/raw"),
    ] = None,
    include_hidden: HiddenOption = False,
    cluster: ClusterOption = "",
) -> None:
    """Read raw responses into the store; unchanged files are skipped.

    \b
    Examples:
      foi ingest
      foi ingest ~/Downloads/response.pdf
    """
    from foi_cli.cli import steps

    with steps.held(context, "ingest", cluster) as project:
        done = steps.ingest(project, paths or [], include_hidden=include_hidden)
        tally = steps.tally_of(project.connection)
        project.log.sentence(
            f"{done.read} read, {done.unchanged} unchanged, {done.gone} gone; "
            f"{tally.unread} of {tally.documents} documents could not be read."
        )
        project.finish(1 if tally.unread else 0, tally)


@app.command()
def normalise(context: typer.Context, cluster: ClusterOption = "") -> None:
    """Draw responses, questions, figures, periods and categories from what was read.

    \b
    Example:
      foi normalise
    """
    from foi_cli.cli import steps

    with steps.held(context, "normalise", cluster) as project:
        done = steps.normalise(project)
        tally = steps.tally_of(project.connection)
        project.log.sentence(
            f"{done} responses understood anew; {tally.figures} figures in {tally.responses} responses."
        )
        project.finish(1 if tally.faults else 0, tally)


@app.command()
def reconcile(
    context: typer.Context,
    cluster: ClusterOption = "",
    fail_on: Annotated[
        FailOn | None, typer.Option(help="What makes the exit code 3.", show_default="differs")
    ] = None,
) -> None:
    """Check every stated total against its breakdown.

    \b
    Example:
      foi reconcile --fail-on undecided
    """
    from foi_cli.cli import steps

    with steps.held(context, "reconcile", cluster) as project:
        steps.reconcile(project)
        tally = steps.tally_of(project.connection)
        project.log.sentence(tally.sentence())
        code = tally.exit_code(project.fail_on(fail_on))
        left = steps.not_understood(project)
        if left:
            was = "response was" if left == 1 else "responses were"
            project.log.sentence(
                f"{left} {was} left out: `foi normalise` has not been run since. Run it first, or "
                "`foi run`, which runs every stage."
            )
        project.finish(1 if left and code in (0, 4) else code, tally)


@app.command()
def export(
    context: typer.Context,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT",
            help="csv, audit, publication, datapackage, html or parquet; may be given more than once.",
            show_default="all but parquet",
        ),
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="Write comparison.csv as well: authority by period.")
    ] = False,
) -> None:
    """Write what the store holds as CSV, Excel and a report, into data/processed.

    \b
    Examples:
      foi export
      foi export --to csv --to html
      foi export --to csv --wide
    """
    from foi_cli.cli import steps

    with steps.held(context, "export") as project:
        formats = [name for names in to or [] for name in names.split(",")]
        steps.export(project, formats, wide=wide)
        project.finish(0, steps.tally_of(project.connection))
