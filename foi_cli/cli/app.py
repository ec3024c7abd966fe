"""The program itself: its global options, and the settings that every command is given."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from foi_cli.report.log import Log
    from foi_cli.report.machine import JsonPage
    from foi_cli.report.page import Page

app = typer.Typer(
    name="foi",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: a third of the start-up time, and readable everywhere
    pretty_exceptions_enable=False,  # a traceback that shows local variables may show requesters' names
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


class LogFormat(StrEnum):
    """How the words on stderr are written."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """What makes a finished command leave with 3."""

    DIFFERS = "differs"
    UNDECIDED = "undecided"
    NEW = "new"
    NEVER = "never"


class Format(StrEnum):
    """How data is written on stdout."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


HiddenOption = Annotated[
    bool, typer.Option("--include-hidden", help="Read the hidden sheets, rows and columns of workbooks too.")
]

ClusterOption = Annotated[
    str,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        envvar="FOI_CLUSTER",
        help="Do the work on a Dask cluster, as tcp://HOST:8786.",
        show_default="this machine",
    ),
]


@dataclass(frozen=True)
class Settings:
    """The global options of one call."""

    project: Path = Path()
    jobs: int = 1
    quiet: bool = False
    verbose: bool = False
    log_format: str = "text"


def settings_of(context: typer.Context) -> Settings:
    """The global options that stood on the line."""
    found = context.find_object(Settings)
    return found if found is not None else Settings()


def log_of(context: typer.Context, run: str = "") -> Log:
    """Where the words of this call go."""
    from foi_cli.report.log import Log

    settings = settings_of(context)
    return Log(settings.log_format == "json", settings.quiet, settings.verbose, run)


def page_for(format: Format, settings: Settings) -> Page | JsonPage:  # noqa: A002  it is the option's name
    """Where the data of this call goes."""
    if format is Format.TEXT:
        from foi_cli.report.page import Page

        return Page(verbose=settings.verbose)
    from foi_cli.report.machine import JsonPage

    return JsonPage(lines=format is Format.JSONL)


def _say_version(wanted: bool) -> None:
    if wanted:
        from foi_cli import __version__

        typer.echo(f"foi {__version__}")
        raise typer.Exit


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@app.callback()
def foi(
    context: typer.Context,
    project: Annotated[
        Path,
        typer.Option(metavar="DIR", envvar="FOI_PROJECT", help="The project folder.", show_default="here"),
    ] = Path(),
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            envvar="FOI_JOBS",
            help="Documents at once.",
            show_default="all cores",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but data and errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say what happens to each document.")
    ] = False,
    log_format: Annotated[
        LogFormat, typer.Option(envvar="FOI_LOG_FORMAT", help="Words on stderr, or one JSON object a line.")
    ] = LogFormat.TEXT,
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read Freedom of Information responses, check every stated total, write clean CSV and Excel.

    Global options may stand before or after the command. Data goes to stdout, words to stderr.

    \b
    Examples:
      foi init                     a new project here
      foi run                      read, understand, check and export data/raw
      foi check response.txt       check one document, without a project
      foi show a1b2c3d4e5f6.f12        where a figure comes from

    \b
    Exit codes:
      0   finished; every total that could be checked agrees
      1   could not finish, or a document could not be read
      2   wrong usage
      3   finished, and something differs that nobody has accepted
      4   finished, and nothing could be checked
      75  another run holds the project (try again later)
    """
    context.obj = Settings(project, jobs or _cores(), quiet, verbose, log_format.value)
