"""`foi init`: a new project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foi_cli.cli.app import app, log_of, settings_of


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The project folder.", show_default="here")
    ] = None,
) -> None:
    """Make data/raw, data/processed and a commented foi.toml. What is there already is left alone.

    \b
    Examples:
      foi init
      foi init audits/police
    """
    from foi_cli.project.config import NAME, TEMPLATE

    project = folder or settings_of(context).project
    for name in ("data/raw", "data/processed"):
        (project / name).mkdir(parents=True, exist_ok=True)
    settings = project / NAME
    if not settings.exists():
        settings.write_text(TEMPLATE, encoding="utf-8")
    log_of(context).sentence(
        f"The project is ready. Put the responses into {project / 'data/raw'}, then: foi run"
    )
