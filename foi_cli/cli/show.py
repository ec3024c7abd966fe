"""`foi show`: where a number comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from foi_cli.cli.app import Format, app, page_for, settings_of


@app.command()
def show(
    context: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help="As in the exports: a1b2c3d4e5f6.f12.")],
    format: Annotated[Format, typer.Option(help="How it is written.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Show a response, question, figure, finding or review item with its place, the source lines around it
    and the cells it rests on.

    \b
    Examples:
      foi show a1b2c3d4e5f6          a response
      foi show a1b2c3d4e5f6.f12      a figure, traced to its line
      foi show a1b2c3d4e5f6.c3       a finding, with the table drawn
    """
    from foi_cli.cli.steps import config_of
    from foi_cli.project.trace import trace
    from foi_cli.store import database

    page = page_for(format, settings_of(context))
    with database.reading(config_of(context).processed) as connection:
        for found in trace(connection, record_id):
            page.trace(found)
    page.close()
