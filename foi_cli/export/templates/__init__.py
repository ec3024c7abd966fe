"""The templates of outputs that are markup; whatever they are given is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def environment() -> Environment:
    """Jinja with escaping always on, and an error for a name that is not given."""
    return Environment(
        loader=PackageLoader("foi_cli.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """The template of this name, from the folder beside this file."""
    return environment().get_template(name)
