"""Responses that lie elsewhere: the same bytes as if they had been copied into data/raw."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from places import SECRET, Bucket, Corpus, Ran, exports, fresh, run

from foi_cli.__main__ import run as main

Foi = Callable[..., Ran]

LETTER = b"Dear Sir,\n\nWe hold 12 cases in 2020 and 14 cases in 2021.\n"


@pytest.fixture
def foi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bucket: Bucket) -> Foi:
    """`foi(project, url)` runs it as `run` does, in this process, with access to the bucket."""
    for name, value in bucket.env.items():
        monkeypatch.setenv(name, value)

    def call(project: Path, *arguments: object) -> Ran:
        if not (project / "foi.toml").exists():
            project.mkdir(exist_ok=True)
            (project / "foi.toml").write_text('[export]\nformats = ["csv"]\n')
        code = main(["--jobs", "1", "run", "--project", str(project), *map(str, arguments)])
        return Ran(code, capsys.readouterr().err, exports(project))

    return call


def text(project: Path) -> bytes:
    """All that the project has kept."""
    return b"".join(path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file())


def test_a_bucket_gives_the_same_bytes_as_its_copy(corpus: Corpus, bucket: Bucket, tmp_path: Path) -> None:
    ran = run(fresh(tmp_path), bucket.url, env=bucket.env)
    assert (ran.code, ran.exports) == (corpus.here.code, corpus.here.exports), ran.err


def test_what_has_not_changed_there_is_not_fetched_again(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    folder = bucket.url.replace("2024", "changing")
    for name in "abc":
        bucket.put(f"changing/{name}.txt", LETTER)
    first = foi(tmp_path, folder, "--verbose")
    second = foi(tmp_path, folder, "--verbose")
    bucket.put("changing/a.txt", LETTER.replace(b"12", b"13"))  # of the same size
    bucket.delete("changing/b.txt")
    third = foi(tmp_path, folder, "--verbose")
    assert [sorted(told(ran.err)) for ran in (first, second, third)] == [
        ["data/raw/a.txt: read", "data/raw/b.txt: read", "data/raw/c.txt: read"],
        [],
        ["data/raw/a.txt: read", "data/raw/b.txt: dropped"],
    ]
    assert first.exports == second.exports != third.exports


def told(err: str) -> list[str]:
    """What happened to which document."""
    lines = [line.removeprefix("ingest: ") for line in err.splitlines() if line.startswith("ingest: ")]
    return [line.partition(" (")[0] for line in lines]


def test_foi_toml_may_name_a_bucket(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("alone/letter.txt", LETTER)
    (tmp_path / "foi.toml").write_text('[folders]\nraw = "s3://responses/alone"\n')
    ran = foi(tmp_path)
    assert b"data/raw/letter.txt" in ran.exports["responses.csv"], ran.err


def test_one_file_of_a_bucket(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("one/letter.txt", LETTER)
    ran = foi(tmp_path, "s3://responses/one/letter.txt")
    assert b"data/raw/letter.txt" in ran.exports["responses.csv"], ran.err


def test_a_file_that_is_too_large_is_not_fetched(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("large/letter.txt", bytes(2 * 1024 * 1024))
    (tmp_path / "foi.toml").write_text("[limits]\nsize_mb = 1\n")
    ran = foi(tmp_path, "s3://responses/large")
    assert ran.code == 1
    assert "data/raw/letter.txt is 2.0 MB, more than the limit of 1 MB" in ran.err


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("s3://responses/nothing-here", 2, "s3://responses/nothing-here: there is nothing there"),
        ("s3://no-such-bucket/2024", 2, "s3://no-such-bucket/2024: there is nothing there"),
        ("nonsense://somewhere", 2, "nonsense://somewhere: there is no way to read nonsense://"),
    ],
)
def test_where_nothing_is(foi: Foi, bucket: Bucket, tmp_path: Path, url: str, code: int, words: str) -> None:
    ran = foi(tmp_path, url)
    assert (ran.code, words in ran.err, "Traceback" in ran.err) == (code, True, False), ran.err


def test_what_was_read_is_kept_when_the_network_fails(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("kept/letter.txt", LETTER)
    project, url = fresh(tmp_path), "s3://responses/kept"
    before = run(project, url, env=bucket.env)
    ran = run(project, url, env={**bucket.env, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"})
    assert ran.code == 1
    assert f"{url}: cannot be reached (EndpointConnectionError)" in ran.err
    assert ran.exports == before.exports


def test_no_secret_is_kept_or_said(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("quiet/letter.txt", LETTER)
    ran = foi(tmp_path, "s3://responses/quiet", "--verbose", "--log-format", "json")
    assert SECRET not in ran.err
    assert SECRET.encode() not in text(tmp_path)
    failed = foi(tmp_path, f"http://someone:{SECRET}@127.0.0.1:9/letter.txt?X-Signature={SECRET}")
    assert failed.code == 1
    assert "http://127.0.0.1:9/letter.txt: cannot be reached" in failed.err
    assert SECRET not in failed.err
    assert SECRET.encode() not in text(tmp_path)


def test_a_shared_folder_gives_the_same_bytes_as_its_copy(corpus: Corpus, tmp_path: Path) -> None:
    ran = run(fresh(tmp_path), corpus.raw.as_uri())
    assert (ran.code, ran.exports) == (corpus.here.code, corpus.here.exports), ran.err


def test_a_file_url_may_hold_what_urls_escape(foi: Foi, tmp_path: Path) -> None:
    letter = tmp_path / "a letter.txt"
    letter.write_bytes(LETTER)
    ran = foi(tmp_path / "project", letter.as_uri())
    assert b"data/raw/a letter.txt" in ran.exports["responses.csv"], ran.err


def test_two_files_of_one_name_are_refused(foi: Foi, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("twice/letter.txt", LETTER)
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "letter.txt").write_bytes(LETTER)
    urls = ["s3://responses/twice", (tmp_path / "share").as_uri()]
    ran = foi(tmp_path / "project", *urls)
    assert (ran.code, "would both be data/raw/letter.txt" in ran.err) == (2, True), ran.err


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word about it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a web server, and the folder that it shows."""
    folder = tmp_path / "web"
    (folder / "2024").mkdir(parents=True)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", folder
        server.shutdown()
        thread.join()


def test_a_page_of_links_is_a_folder(foi: Foi, web: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = web
    for name in ("2024/a letter.txt", "2024/.hidden.txt", "other.txt"):
        (folder / name).write_bytes(LETTER)
    (folder / "2024" / "more").mkdir()
    (folder / "2024" / "more" / "table.csv").write_bytes(b"Year,Cases\n2020,12\n2021,14\n")
    project = tmp_path / "project"
    assert told(foi(project, f"{address}/2024/", "--verbose").err) == [
        "data/raw/a letter.txt: read",
        "data/raw/more/table.csv: read",
    ]
    assert told(foi(project, f"{address}/2024/", "--verbose").err) == []


def test_a_page_is_one_document_without_a_slash(foi: Foi, web: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = web
    page = '<p>Dear Sir,</p><p>We hold 12 cases in 2020.</p><a href="/2024/letter.txt">letter</a>'
    (folder / "response.html").write_text(page)
    ran = foi(tmp_path / "project", f"{address}/response.html", "--verbose")
    assert told(ran.err) == ["data/raw/response.html: read"]


def test_a_page_that_is_not_there(foi: Foi, web: tuple[str, Path], tmp_path: Path) -> None:
    ran = foi(tmp_path / "project", f"{web[0]}/gone.html")
    assert (ran.code, "there is nothing there" in ran.err) == (2, True), ran.err
