"""The templates of outputs that are markup; whatever they are given is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from foi_cli.export.safe import link, shown


@cache
def environment() -> Environment:
    """Jinja with escaping always on, control characters made visible, and an error for a missing name."""
    made = Environment(
        loader=PackageLoader("foi_cli.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["address"] = link
    return made


def _visible(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def template(name: str) -> Template:
    """The template of this name, from the folder beside this file."""
    return environment().get_template(name)
