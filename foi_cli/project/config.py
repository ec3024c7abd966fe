"""foi.toml and what it may say. A misspelt key is an error, never silence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from foi_cli.errors import ProjectError

NAME = "foi.toml"

FAIL_ON = ("differs", "undecided", "new", "never")

TEMPLATE = """\
# The settings of this project. Every line may be left out; what is written here is the default.

[folders]
# raw = "data/raw"              # responses as received: foi only reads here; a folder, or a URL as s3://bucket
# processed = "data/processed"  # the store and the exports: may be deleted at any time
# decisions = "data/decisions.csv"
# mappings = "data/mappings"    # CSV files with labels of your own and their categories

[run]
# fail_on = "differs"           # what makes the exit code 3: differs, undecided, new or never

[limits]
# seconds = 60                  # for reading one document
# memory_mb = 2048
# size_mb = 100
# members = 10000               # documents in one archive or mailbox

[export]
# formats = ["csv", "audit", "publication", "datapackage", "html"]
# licence = ""                  # of the data package: an identifier as "OGL-UK-3.0", or a URL
"""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project; folders are absolute or below the project folder. `raw` may be a URL."""

    project: Path
    raw: Path | str
    processed: Path
    decisions: Path
    mappings: Path
    fail_on: str = "differs"
    formats: tuple[str, ...] = ()
    licence: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)


def load(project: Path) -> Config:
    """The settings of the project in this folder. Raises ProjectError where foi.toml cannot be used."""
    data = project / "data"
    config = Config(project, data / "raw", data / "processed", data / "decisions.csv", data / "mappings")
    path = project / NAME
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return config
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"{path} cannot be used: {error}.") from error
    return _apply(config, written, path)


def _apply(config: Config, written: Mapping[str, Any], path: Path) -> Config:
    changes: dict[str, Any] = {}
    limits: dict[str, Any] = {}
    for section, settings in written.items():
        if section not in _SETTINGS or not isinstance(settings, dict):
            raise ProjectError(f"{path}: there is no section [{section}]; it has {_listed(_SETTINGS)}.")
        for name, value in settings.items():
            _check(section, name, value, path)
            if section == "limits":
                limits[name] = value
            else:
                changes[name] = _value(config, section, name, value)
    return replace(config, limits=limits, **changes)


def _check(section: str, name: str, value: Any, path: Path) -> None:
    """Raises ProjectError for a setting that there is not, or that cannot be so."""
    if name not in _SETTINGS[section]:
        known = _listed(_SETTINGS[section])
        raise ProjectError(f"{path}: [{section}] has no setting {name!r}; it has {known}.")
    kind = _SETTINGS[section][name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ProjectError(f"{path}: [{section}] {name} must be {_WORDS[kind]}.")
    if name == "fail_on" and value not in FAIL_ON:
        raise ProjectError(f"{path}: [run] fail_on must be one of {', '.join(FAIL_ON)}.")
    if name == "licence" and value and not _LICENCE.fullmatch(str(value)):
        raise ProjectError(f'{path}: [export] licence must be an identifier as "OGL-UK-3.0", or a URL.')


def _value(config: Config, section: str, name: str, value: Any) -> Any:
    if section == "folders":
        return value if name == "raw" and "://" in value else config.project / value
    return tuple(str(item) for item in value) if isinstance(value, list) else value


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names)


_LICENCE = re.compile(r"[A-Za-z0-9._-]{1,64}|https?://[!-~]{1,500}")
"""What a data package may call a licence: its identifier in the Open Definition's list, or its URL."""

_SETTINGS: dict[str, dict[str, type]] = {
    "folders": {"raw": str, "processed": str, "decisions": str, "mappings": str},
    "run": {"fail_on": str},
    "limits": {"seconds": int, "memory_mb": int, "size_mb": int, "members": int},
    "export": {"formats": list, "licence": str},
}
_WORDS: dict[type, str] = {str: "text in quotation marks", list: "a list", int: "a whole number"}
