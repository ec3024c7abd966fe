"""`foi review`: what needs a person, and what a person decided."""

from __future__ import annotations

from typing import Annotated

import typer

from foi_cli.cli.app import Format, app

review = typer.Typer(
    help="Show what needs a person, and keep what was decided in data/decisions.csv.",
    no_args_is_help=False,
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(review, name="review")


@review.callback()
def _listed(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show_list(context)


@review.command("list")
def show_list(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="How items are written.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Show every claim that differs or could not be decided, and every other doubt.

    \b
    Examples:
      foi review list
      foi review list --format jsonl
    """
    from foi_cli.cli.app import page_for, settings_of
    from foi_cli.cli.steps import config_of
    from foi_cli.project.review import items
    from foi_cli.store import database

    page = page_for(format, settings_of(context))
    with database.reading(config_of(context).processed) as connection:
        page.review(items(connection))
    page.close()


@review.command()
def accept(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Its id, as a1b2c3d4e5f6.c3.")],
    reason: Annotated[str, typer.Option(help="Why it is accepted; kept and shown for ever.")],
) -> None:
    """Accept a finding with a reason: it stays visible and fails no run any more.

    The decision holds as long as the stated and the computed value stay the same.

    \b
    Example:
      foi review accept a1b2c3d4e5f6.c3 --reason "the authority confirmed a typing error on 3 May"
    """
    from foi_cli.cli.steps import held, tally_of
    from foi_cli.project import decisions
    from foi_cli.project.review import acceptance
    from foi_cli.store import judgements

    with held(context, "review accept") as project:
        decision = acceptance(project.connection, finding, reason)
        decisions.add(project.config.decisions, [decision])
        judgements.accept(project.connection, decisions.accepted(decisions.load(project.config.decisions)))
        project.log.sentence(f"{finding} is accepted: {reason}. Exports show it after the next run.")
        project.finish(0, tally_of(project.connection))
