"""What is named on the command line: files and folders here, and URLs of what lies elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from foi_cli.errors import UsageError
from foi_cli.model import File, Remote

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def located(text: str) -> Path | str:
    """What was named: a path, also where it was written as a file: URL, or the URL of something elsewhere."""
    path = shared(text)
    return path if path is not None else text if _URL.match(text) else Path(text)


def shared(text: str) -> Path | None:
    """The path in a file: URL, None for anything else."""
    return Path(unquote(urlsplit(text).path)) if text.lower().startswith("file://") else None


def find_all(places: Iterable[Path | str]) -> tuple[File, ...]:
    """Every file at these paths and URLs: those of this machine sorted, and after them those elsewhere.

    Raises UsageError where nothing is, and ProjectError where a URL cannot be looked at.
    """
    return tuple(Path(file) if isinstance(file, str) else file for file in listed(places))


def listed(places: Iterable[Path | str]) -> tuple[str | Remote, ...]:
    """As `find_all`, but paths as text: to make a Path takes longer than all else with an unchanged file."""
    there = list(places)
    here = sorted(_found(path for path in there if isinstance(path, Path)), key=_in_order)
    urls = [url for url in there if isinstance(url, str)]
    if not urls:
        return tuple(here)
    from foi_cli.ingest import remote

    return (*here, *(file for url in urls for file in remote.find(url)))


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every file among these paths and under those that are folders, sorted, each once.

    Inside folders hidden files and folders (.git, .DS_Store) are left out, and links that lead out of the
    folder are not followed. A hidden file that is named outright is read. A folder that cannot be listed is
    among the files, so that it is recorded as what could not be read. Raises UsageError for a path that is
    not there.
    """
    return tuple(map(Path, sorted(_found(paths), key=_in_order)))


def _found(paths: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        if path.is_dir():
            found.update(_under(path))
        elif path.exists():
            found.add(str(path))
        else:
            raise UsageError(f"{path}: there is no such file or folder")
    return found


def _in_order(path: str) -> str:
    """What sorts paths as their parts would."""
    return path.replace("/", "\0")


def _under(folder: Path) -> Iterator[str]:
    """The files below, and the folders that cannot be listed. What the listing tells is not asked again: a
    project may have very many files, most of them unchanged."""
    home = folder.resolve()
    waiting = ["" if folder == Path() else str(folder)]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place or ".") as inside:
                entries = list(inside)
        except OSError:
            yield place or "."
            continue
        for entry in entries:
            path = entry.path if place else entry.name
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                waiting.append(path)
            elif _is_ours(entry, home):
                yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_ours(entry: os.DirEntry[str], home: Path) -> bool:
    """True for a file inside the folder, and for one that nobody can tell anything about."""
    try:
        if entry.is_symlink():
            path = Path(entry.path)
            return path.is_file() and path.resolve().is_relative_to(home)
        return entry.is_file()
    except OSError:
        return True
