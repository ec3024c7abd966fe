"""`foi run`: the four stages in order; exports first, verdict last."""

from __future__ import annotations

from typing import Annotated

import typer

from foi_cli.cli.app import ClusterOption, FailOn, HiddenOption, app


@app.command()
def run(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders and URLs.", show_default="data/raw"),
    ] = None,
    include_hidden: HiddenOption = False,
    cluster: ClusterOption = "",
    fail_on: Annotated[
        FailOn | None, typer.Option(help="What makes the exit code 3.", show_default="differs")
    ] = None,
) -> None:
    """Read, understand, check and export: the whole way in one go.

    Files that have not changed since the last run are not read again.

    \b
    Examples:
      foi run
      foi run --fail-on new            a cron job that speaks up only once
      foi run --project audits/police --log-format json
      foi run s3://responses/2024 --cluster tcp://scheduler:8786
    """
    from foi_cli.cli import steps
    from foi_cli.cli.glance import glance

    with steps.held(context, "run", cluster) as project:
        steps.ingest(project, paths or [], include_hidden=include_hidden)
        steps.normalise(project)
        steps.reconcile(project)
        steps.export(project, [])
        tally = steps.tally_of(project.connection)
        glance(project, tally)
        project.log.sentence(tally.sentence())
        project.finish(tally.exit_code(project.fail_on(fail_on)), tally, told=True)
