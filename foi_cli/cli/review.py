"""`foi review`: what needs a person, and what a person decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foi_cli.cli.app import Format, app

if TYPE_CHECKING:
    from foi_cli.project.review import Choice

review = typer.Typer(
    help="Show what needs a person, and keep what was decided in data/decisions.csv.",
    no_args_is_help=False,
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(review, name="review")

ItemArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Of a finding or item, as a1b2c3d4e5f6.c3 or a1b2c3d4e5f6.v2.")
]
ReasonOption = Annotated[str, typer.Option(help="Why; kept and shown for ever.")]


@review.callback()
def _listed(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show_list(context)


@review.command("list")
def show_list(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="How items are written.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Show every claim that differs or could not be decided, every other doubt, and decisions that are stale.

    \b
    Examples:
      foi review list
      foi review list --format jsonl
    """
    from foi_cli.cli.app import log_of, page_for, settings_of
    from foi_cli.cli.steps import config_of, stale_words
    from foi_cli.project.decisions import load
    from foi_cli.project.review import items
    from foi_cli.project.rulings import stale
    from foi_cli.store import database

    page, config = page_for(format, settings_of(context)), config_of(context)
    with database.reading(config.processed) as connection:
        page.review(items(connection))
        for one in stale(connection, load(config.decisions)):
            log_of(context).sentence(stale_words(one))
    page.close()


@review.command()
def accept(context: typer.Context, item: ItemArgument, reason: ReasonOption) -> None:
    """Accept a finding, or take what is suggested for an item: it stays visible, and fails no run any more.

    The decision holds as long as what it was made on stays the same.

    \b
    Examples:
      foi review accept a1b2c3d4e5f6.c3 --reason "the authority confirmed a typing error on 3 May"
      foi review accept a1b2c3d4e5f6.v1 --reason "same list as in the guidance of 2020"
    """
    _decide(context, item, "accept", "", reason)


@review.command()
def change(
    context: typer.Context,
    item: ItemArgument,
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The category, the unit, or the last day of the period.")
    ],
    reason: ReasonOption,
) -> None:
    """Say what holds: the category of a label, the unit of a measure, the last day of an open period.

    Numbers are never changed.

    \b
    Examples:
      foi review change a1b2c3d4e5f6.v1 "Use of force" --reason "their code list of 2021"
      foi review change a1b2c3d4e5f6.v2 2023-06-30 --reason "their mail of 4 July"
    """
    _decide(context, item, "change", new, reason)


@review.command()
def reject(context: typer.Context, item: ItemArgument, reason: ReasonOption) -> None:
    """Take back the acceptance of a finding, or leave an item as it is and not as suggested.

    \b
    Example:
      foi review reject a1b2c3d4e5f6.c3 --reason "it was no typing error after all"
    """
    _decide(context, item, "reject", "", reason)


@review.command()
def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="foi-audit.xlsx, or its Review sheet as CSV.")],
) -> None:
    """Keep what was chosen in the Review sheet of the audit workbook; nothing where one row cannot be.

    Rows whose subject has changed or gone since are named and left out; the exit code is then 1.

    \b
    Example:
      foi review apply ~/Downloads/foi-audit.xlsx
    """
    from foi_cli.cli.sheet import plan
    from foi_cli.cli.steps import accept as accept_all
    from foi_cli.cli.steps import held, tally_of
    from foi_cli.export.audit_review import read
    from foi_cli.project import decisions

    rows = read(file)
    with held(context, "review apply") as project:
        planned = plan(project.connection, rows, decisions.load(project.config.decisions))
        if planned.made:
            decisions.add(project.config.decisions, planned.made)
            accept_all(project)
        for words in planned.gone:
            project.log.sentence(f"{file}: {words}")
        project.log.sentence(
            f"{len(planned.made)} decided, {planned.known} known before, {planned.later} left for later, "
            f"{len(planned.gone)} about what has changed or gone. Exports follow with the next run."
        )
        project.finish(1 if planned.gone else 0, tally_of(project.connection))


def _decide(context: typer.Context, item: str, choice: Choice, new: str, reason: str) -> None:
    from foi_cli.cli.steps import accept as accept_all
    from foi_cli.cli.steps import held, tally_of
    from foi_cli.project import decisions
    from foi_cli.project.review import decide

    with held(context, f"review {choice}") as project:
        decision = decide(project.connection, item, choice, new, reason)
        decisions.add(project.config.decisions, [decision])
        accept_all(project)
        if decision.what in decisions.KINDS:
            told = f"the {decision.what} of {decision.old!r} in {decision.where} is {decision.new}"
        else:
            told = f"{item} is {decision.new}"
        project.log.sentence(f"{told}: {decision.why}. Exports show it after the next run.")
        project.finish(0, tally_of(project.connection))
