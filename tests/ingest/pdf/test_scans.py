"""Pages that are pictures, read by engines that stand in for real ones."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import ocr
from foi_cli.ingest.ocr import Engine, Picture, Seen
from foi_cli.ingest.pdf import read
from foi_cli.model import Passage, Source, Table

FIRST = """
Ward     2021  2022
Aston      14     9
Perry       2     4
Total      16    13
"""
SECOND = FIRST.replace("14", "74")
WIDE, HIGH = 25, 50


@pytest.fixture
def scan() -> Source:
    """One page that is nothing but a picture."""
    data = io.BytesIO()
    Image.new("L", (600, 800), 255).save(data, "PDF")
    return Source("scan.pdf", data.getvalue())


def engine(name: str, text: str) -> Engine:
    """An engine that sees this text, each word at its place, on every page."""
    seen = [
        Seen(100 + WIDE * start, 100 + HIGH * row, 100 + WIDE * (start + len(word)), 130 + HIGH * row, word)
        for row, line in enumerate(text.strip().splitlines())
        for start, word in places(line)
    ]
    return Engine(name, lambda _: seen)


def places(line: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in line.split():
        at = line.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def installed(monkeypatch: pytest.MonkeyPatch, *engines: Engine) -> None:
    monkeypatch.setattr(ocr, "engines", lambda: engines)


def test_figures_of_a_scan_are_read_and_marked(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, engine("eagle", FIRST), engine("owl", FIRST))
    content = read(scan)
    table = next(block for block in content.blocks if isinstance(block, Table))
    assert table.rows == (
        ("Ward", "2021", "2022"),
        ("Aston", "14", "9"),
        ("Perry", "2", "4"),
        ("Total", "16", "13"),
    )
    assert table.notes == ("read by OCR (eagle)",)
    assert table.doubtful == ()
    assert ("ocr", "page 1, eagle") in content.facts


def test_what_another_engine_reads_otherwise_is_doubtful(
    scan: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, engine("eagle", FIRST), engine("owl", SECOND))
    table = next(block for block in read(scan).blocks if isinstance(block, Table))
    assert table.rows[1] == ("Aston", "14", "9")
    assert table.doubtful == ((1, 1, ("74",)),)


def test_a_single_engine_reads_another_rendering(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []
    eagle = engine("eagle", FIRST)

    def watched(picture: Picture) -> list[Seen]:
        sizes.append((picture.width, picture.height))
        assert len(picture.grey) == picture.width * picture.height
        return eagle.read(picture)

    installed(monkeypatch, Engine("eagle", watched))
    read(scan)
    assert len(set(sizes)) == 2


def test_a_second_engine_that_fails_costs_nothing(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, engine("eagle", FIRST), Engine("owl", failing))
    assert any(isinstance(block, Table) for block in read(scan).blocks)


def failing(picture: Picture) -> list[Seen]:
    raise OSError("no more paper")


def test_without_an_engine_a_scan_says_what_to_install(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch)
    with pytest.raises(UnreadableDocument, match=r"is a scan: .* pip install 'foi-cli\[ocr\]'"):
        read(scan)


def test_an_engine_that_fails_leaves_a_reason(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, Engine("eagle", failing))
    with pytest.raises(UnreadableDocument, match="holds no text: page 1 is a picture and was not read"):
        read(scan)


def test_leaves_pages_with_text_to_themselves(
    typed: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, Engine("eagle", failing))
    content = read(typed("Dear applicant"))
    assert [block.text for block in content.blocks if isinstance(block, Passage)] == ["Dear applicant"]
    assert "scan" not in dict(content.facts)


def test_rulings_are_wiped_out_of_pictures_and_letters_are_not() -> None:
    grey = np.full((200, 400), 255, np.uint8)
    grey[50:53, 10:390] = 0  # a ruling across
    grey[10:190, 200:203] = 0  # and one down
    grey[100:130, 20:60] = 0  # a filled cell
    grey[150:190, 300:304] = 0  # the stroke of a letter
    wiped = ocr.without_rulings(Picture(400, 200, grey.tobytes()))
    left = np.frombuffer(wiped.grey, np.uint8).reshape(200, 400) == 0
    assert not left[50:53, 10:190].any()
    assert not left[60:190, 200:203].any()
    assert left[100:130, 20:60].all()
    assert left[150:190, 300:304].all()


def test_no_engine_is_asked_for_where_none_is_needed(
    typed: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "engines", lambda: pytest.fail("asked"))
    read(typed("Dear applicant", ""))
