"""What lies elsewhere: what of it is listed, what tells that it has changed, what is never shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from foi_cli.cli.places import find_all, located
from foi_cli.errors import ProjectError, UsageError
from foi_cli.ingest import remote
from foi_cli.ingest.files import opened
from foi_cli.ingest.remote import _Below, _version, shown
from foi_cli.model import Document, Remote, Source


@pytest.fixture
def memory() -> Iterator[Any]:
    """A file system of fsspec's in memory."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()


def put(memory: Any, *names: str) -> None:
    for name in names:
        memory.pipe(name, b"12 cases")


def test_a_folder_is_listed_as_if_it_lay_in_data_raw(memory: Any) -> None:
    put(memory, "/all/b.txt", "/all/a/z.txt", "/all/.hidden", "/all/.git/x.txt", "/other/c.txt")
    assert [(file.name, str(file)) for file in remote.find("memory://all")] == [
        ("data/raw/a/z.txt", "memory://all/a/z.txt"),
        ("data/raw/b.txt", "memory://all/b.txt"),
    ]


def test_files_here_and_elsewhere_are_found_together(memory: Any, tmp_path: Path) -> None:
    put(memory, "/all/b.txt")
    (tmp_path / "a.txt").touch()
    found = find_all(
        [located("memory://all"), located(str(tmp_path)), located((tmp_path / "a.txt").as_uri())]
    )
    assert [str(file) for file in found] == [str(tmp_path / "a.txt"), "memory://all/b.txt"]


def test_a_file_is_fetched_when_it_is_opened(memory: Any) -> None:
    put(memory, "/all/b.txt")
    (file,) = remote.find("memory://all/b.txt")
    assert opened(file, file.name, 1, include_hidden=True) == Source(
        "data/raw/b.txt", b"12 cases", include_hidden=True
    )


def test_a_file_that_is_gone_by_then_is_recorded(memory: Any) -> None:
    put(memory, "/all/b.txt")
    (file,) = remote.find("memory://all/b.txt")
    memory.rm("/all/b.txt")
    assert opened(file, file.name, 1) == Document(
        file.name, file.name, "", 0, "", "was gone when it was to be fetched"
    )


def test_a_file_without_a_size_is_fetched_no_further_than_the_limit(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(memory, "/all/b.txt")
    file = Remote("memory://all/b.txt", "memory://all/b.txt", "data/raw/b.txt")
    monkeypatch.setattr(remote, "PIECE", 3)
    assert remote.fetch(file, 7) == b"12 case"
    problem = opened(file, file.name, 0)
    assert isinstance(problem, Document)
    assert "more than the limit of 0 MB" in problem.problem


def test_an_empty_place_is_never_an_empty_folder(memory: Any) -> None:
    memory.mkdir("/all")
    with pytest.raises(UsageError, match="memory://all: there are no files there"):
        remote.find("memory://all")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("gs://bucket/folder", r"gs:// cannot be read yet: pip install 'foi-cli\[gcs\]'"),
        ("abfs://bucket/folder", "abfs:// cannot be read yet: pip install fsspec and what it needs"),
    ],
)
def test_what_is_not_installed_is_named(url: str, words: str) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(ProjectError, match=words):
        remote.find(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://bucket/a folder/b.txt", "s3://bucket/a folder/b.txt"),
        ("https://example.org:8443/a.pdf", "https://example.org:8443/a.pdf"),
        ("https://me:word@example.org/a.pdf?X-Amz-Signature=0123#p2", "https://example.org/a.pdf"),
        ("sftp://me@host/a", "sftp://host/a"),
        ("https://example.org?token=0123", "https://example.org"),
        ("s3://bucket/what is this? #2.txt", "s3://bucket/what is this? #2.txt"),
    ],
)
def test_what_gives_access_is_not_shown(url: str, words: str) -> None:
    assert shown(url) == words


@pytest.mark.parametrize(
    ("about", "tells"),
    [
        ({"size": 5, "ETag": '"5d41"', "LastModified": "2024-03-01"}, True),
        ({"size": 5, "md5Hash": "XUFAKrxLKna5cZ2REBfFkg=="}, True),
        ({"size": 5, "Last-Modified": "Fri, 01 Mar 2024 10:00:00 GMT"}, True),
        ({"size": 5, "mtime": 1709287200.0}, True),
        ({"size": 5}, False),
        ({"size": 5, "ETag": 'W/"5d41"', "Last-Modified": "Fri, 01 Mar 2024 10:00:00 GMT"}, False),
    ],
)
def test_what_tells_that_a_file_has_changed(about: Mapping[str, Any], tells: bool) -> None:
    assert bool(_version(about)) == tells


@pytest.mark.parametrize(
    ("path", "there", "on_a_page"),
    [
        ("letter.pdf", True, True),
        ("2024/letter.pdf", True, True),
        ("", False, False),
        ("2024/", False, False),
        (".DS_Store", False, False),
        ("2024/.git/config", False, False),
        ("?C=N;O=D", True, False),
        ("letter.pdf#page=2", True, False),
        ("https://example.org/elsewhere.pdf", True, False),
    ],
)
def test_which_of_what_is_listed_is_a_file(path: str, there: bool, on_a_page: bool) -> None:
    listed = _Below(path, {})
    assert (listed.is_file(web=False), listed.is_file(web=True)) == (there, on_a_page)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("letter.txt", Path("letter.txt")),
        ("a folder/c:d.txt", Path("a folder/c:d.txt")),
        ("file:///srv/a%20share", Path("/srv/a share")),
        ("s3://bucket/a folder", "s3://bucket/a folder"),
        ("HTTPS://example.org/a.pdf", "HTTPS://example.org/a.pdf"),
    ],
)
def test_what_is_a_path_and_what_a_url(text: str, place: Path | str) -> None:
    assert located(text) == place
