"""Raw files that lie elsewhere, by URL: s3://, gs://, https:// and whatever else fsspec reaches.

The only module that knows fsspec.

Credentials are those of the environment, as the provider's own tools find them. What a URL itself holds of
them (a name and password, a signature) is used, but neither kept nor shown; nor are the words of a library's
error, which may repeat it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from foi_cli.errors import ProjectError, UsageError
from foi_cli.model import Remote

RAW = "data/raw"
"""Where the files of a URL seem to lie: the project is the same as if they had been copied there."""

TRIES = 3
"""How often a web server is asked, a second and then two apart, before it is out of reach; the libraries of
other places try again themselves."""

PIECE = 1024 * 1024
"""Bytes asked for at once where nobody says how many there are."""

_NEEDED = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "http": "http", "https": "http"}
"""The extra that reads a protocol."""

_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs"})
"""Where ? and # are letters of a file's name, and never begin what gives access."""

_QUERY = re.compile(r"[?#]")

DEPTH = 8
"""How far links are followed down from a page: it may be a stranger's."""

_PROOFS = ("ETag", "etag", "md5Hash", "generation", "Content-MD5")
_TIMES = ("LastModified", "last_modified", "Last-Modified", "updated", "mtime")
"""What fsspec's file systems call a digest of the content, and the time of its last change."""

Got = TypeVar("Got")


def find(url: str) -> tuple[Remote, ...]:
    """Every file under the URL of a folder or bucket, sorted, hidden ones left out; or the file it names.

    A web address is one file, unless it ends with a slash: then it is a page that links to the files. Raises
    UsageError where nothing is there, and ProjectError where its place cannot be reached.
    """
    place = shown(url)
    try:
        files = sorted(_listed(url, place), key=lambda file: PurePosixPath(file.name).parts)
    except FileNotFoundError:
        raise UsageError(f"{place}: there is nothing there") from None
    except PermissionError:
        raise ProjectError(f"{place}: access is denied.") from None
    if not files:
        raise UsageError(f"{place}: there are no files there")
    return tuple(files)


def fetch(file: Remote, most: int) -> bytes:
    """The bytes of the file, or the first so many.

    Raises FileNotFoundError or PermissionError where it alone cannot be had, and ProjectError where its place
    cannot be reached.
    """
    system, path = _system(file.url)
    if file.size is not None and not _is_web(file.url):
        return bytes(_tried(lambda: system.cat_file(path), file.place))
    return _tried(lambda: b"".join(_pieces(system, path, most)), file.place)


def shown(url: str) -> str:
    """The URL without what may give access: a name and password, a signature."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    if scheme.lower() not in _STORES:
        path = _QUERY.split(path)[0]
    return f"{scheme}://{_QUERY.split(host.rpartition('@')[2])[0]}{slash}{path}"


def _listed(url: str, place: str) -> Iterator[Remote]:
    system, root = _system(url)
    system.invalidate_cache()
    depth = DEPTH if _is_web(url) else None
    found = _tried(lambda: system.find(root, depth, detail=True), place) if _is_folder(url) else {}
    if root in found or not found:
        alone = _tried(lambda: system.info(root), place)
        if alone.get("type", "file") == "file":
            name = PurePosixPath(place).name
            yield _file(url, place, unquote(name) if _is_web(url) else name, alone)
        return
    below = [_Below(path.removeprefix(f"{root.rstrip('/')}/"), about) for path, about in found.items()]
    wanted = [one for one in below if one.is_file(web=_is_web(url))]
    if not _is_web(url):
        yield from (_file(_joined(url, path), _joined(place, path), path, about) for path, about in wanted)
        return
    with ThreadPoolExecutor(8) as threads:
        yield from threads.map(lambda one: _asked(url, place, one.path), wanted)


class _Below(NamedTuple):
    """A path below a root, and what its listing says of it."""

    path: str
    about: Mapping[str, Any]

    def is_file(self, *, web: bool) -> bool:
        """False for folders and their markers, for what is hidden, and on the web for links that only sort or
        jump, or lead elsewhere."""
        hidden = any(part.startswith(".") for part in PurePosixPath(self.path).parts)
        strange = web and any(mark in self.path for mark in ("?", "#", "://"))
        return bool(self.path) and not (hidden or strange or self.path.endswith("/"))


def _joined(url: str, below: str) -> str:
    return f"{url.rstrip('/')}/{below}"


def _file(url: str, place: str, name: str, about: Mapping[str, Any]) -> Remote:
    size = about.get("size")
    return Remote(url, place, f"{RAW}/{name}", None if size is None else int(size), _version(about))


def _asked(url: str, place: str, path: str) -> Remote:
    """A file that a page links to, with what its server says of it."""
    url, place = _joined(url, path), _joined(place, path)
    system, address = _system(url)
    return _file(url, place, unquote(path), _tried(lambda: system.info(address), place))


def _version(about: Mapping[str, Any]) -> str:
    proof = next((str(about[name]) for name in _PROOFS if about.get(name)), "")
    changed = next((str(about[name]) for name in _TIMES if about.get(name)), "")
    if not (proof or changed) or proof.startswith("W/"):  # a weak one may be the same for other bytes
        return ""
    return f"{about.get('size')}:{proof}:{changed}"


def _pieces(system: Any, path: str, most: int) -> Iterator[bytes]:
    with system.open(path, "rb", block_size=0) as stream:
        while most > 0 and (piece := stream.read(min(PIECE, most))):
            most -= len(piece)
            yield piece


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme.lower() in ("http", "https")


def _is_folder(url: str) -> bool:
    """Whether there may be files under it."""
    return not _is_web(url) or (url.endswith("/") and not urlsplit(url).query)


def _system(url: str) -> tuple[Any, str]:
    """fsspec's file system for the URL, and what the URL is called there."""
    scheme = urlsplit(url).scheme.lower()
    extra = _NEEDED.get(scheme)
    try:
        import fsspec

        system, path = fsspec.url_to_fs(url)
    except ImportError:
        needed = (
            f"pip install 'foi-cli[{extra}]'" if extra else "pip install fsspec and what it needs for this"
        )
        raise ProjectError(f"{shown(url)}: {scheme}:// cannot be read yet: {needed}") from None
    except ValueError:
        raise UsageError(f"{shown(url)}: there is no way to read {scheme}://") from None
    return system, path


def _tried(ask: Callable[[], Got], place: str) -> Got:
    """What was asked for. Raises FileNotFoundError or PermissionError where its place answers that it is not
    to be had, and ProjectError where it does not answer."""
    for left in reversed(range(TRIES if _is_web(place) else 1)):
        try:
            return ask()
        except Exception as error:  # each of fsspec's libraries has a family of its own
            reason = _reason(error)
            if isinstance(reason, FileNotFoundError | PermissionError):
                raise reason from None
            if not left:
                raise ProjectError(f"{place}: cannot be reached ({type(reason).__name__}).") from None
            time.sleep(TRIES - left)
    raise AssertionError


def _reason(error: BaseException) -> BaseException:
    """The error, or what lies behind it: over the web fsspec calls whatever went wrong a missing file."""
    status = getattr(error, "status", 0)
    if status in (404, 410):
        return FileNotFoundError()
    if status in (401, 403):
        return PermissionError()
    behind = error.__cause__
    return _reason(behind) if behind is not None and type(behind).__module__.startswith("aiohttp") else error
