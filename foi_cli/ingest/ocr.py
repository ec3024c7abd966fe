"""Words in pictures of pages: optical character recognition by whichever engine is installed.

Recognised figures are guesses: what is read here is marked as such wherever it goes.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any, NamedTuple

ADVICE = (
    "install an OCR engine to read it: pip install 'foi-cli[ocr]', or tesseract (apt install tesseract-ocr)"
)
"""What to tell a person who has no engine."""

_SECONDS = 50
"""For one page; a page that takes longer is given up."""
_RULE = re.compile(r"[|_¦—–\-=~\[\]{}().,:;'\"‘’“”`!]+")
"""What engines make of rulings, specks and folds."""
_DARK = 150
"""Shades of grey from 0 to 255 below which a pixel is ink."""
_RULING = 80
"""Pixels in a row that make a ruling …"""
_THICK = 16
"""… if they are fewer than this the other way: else they are a filled cell, which may hold words."""
_RAPID = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # lines upside down are not looked for
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # documents are read side by side, each by one
}
_SURE = 0.3
"""Words that an engine is less sure of than this are specks."""


class Picture(NamedTuple):
    """A page in grey: its width and height in pixels, and a byte a pixel, row by row from the top."""

    width: int
    height: int
    grey: bytes


class Seen(NamedTuple):
    """A word as an engine sees it: its box in pixels from the top left corner, and its text."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str


class Engine(NamedTuple):
    """A way to read pictures. `read` returns words in no order; it raises OSError where the engine fails.
    `quick` engines read a page in a second or two, so that they can read it twice."""

    name: str
    read: Callable[[Picture], list[Seen]]
    quick: bool = True


def engines() -> tuple[Engine, ...]:
    """The engines installed here; rapidocr first, because it keeps more decimal points on poor pictures."""
    found = []
    if importlib.util.find_spec("rapidocr") and importlib.util.find_spec("onnxruntime"):
        found.append(Engine("rapidocr", _rapidocr, quick=False))
    if shutil.which("tesseract"):
        found.append(Engine("tesseract", _tesseract))
    return tuple(found)


def without_rulings(picture: Picture) -> Picture:
    """The picture with long straight dark lines made white: engines take them for letters or lose words at
    them. No stroke of a letter is as long as an eighth of an inch at 300 dots an inch."""
    import numpy as np

    grey = np.frombuffer(picture.grey, np.uint8).reshape(picture.height, picture.width)
    dark = grey < _DARK
    across = _runs(dark, _RULING) & ~_runs(dark.T, _THICK).T
    down = _runs(dark.T, _RULING).T & ~_runs(dark, _THICK)
    return picture._replace(grey=np.where(across | down, np.uint8(255), grey).tobytes())


def _runs(dark: Any, least: int) -> Any:
    """Which dark pixels of each row stand in a run of at least so many of them."""
    import numpy as np

    width = dark.shape[1]
    if width < least:
        return np.zeros_like(dark)
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = sums[:, least:] - sums[:, :-least] == least
    begun = np.cumsum(np.pad(begins, ((0, 0), (1, least - 1))), axis=1, dtype=np.int32)
    last = np.arange(width)
    return (begun[:, last + 1] - begun[:, np.maximum(last + 1 - least, 0)]) > 0


def _tesseract(picture: Picture) -> list[Seen]:
    """By the command; the picture goes in as a portable grey map, words with their boxes come out."""
    picture = without_rulings(picture)
    header = f"P5 {picture.width} {picture.height} 255\n".encode()
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "--dpi", "300", "--psm", "6", "tsv"],  # noqa: S607
            input=header + picture.grey,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise OSError(f"tesseract took longer than {_SECONDS} seconds for a page") from late
    if done.returncode:
        raise OSError("tesseract failed: " + done.stderr.decode("utf-8", "replace").strip()[-200:])
    return list(filter(None, map(_from_tsv, done.stdout.decode("utf-8", "replace").splitlines())))


def _from_tsv(line: str) -> Seen | None:
    """A word of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, …"""
    fields = line.split("\t")
    if len(fields) < 12 or fields[0] != "5" or float(fields[10]) < 100 * _SURE:
        return None
    left, top, width, height = map(float, fields[6:10])
    return _seen(left, top - 0.15 * height, left + width, top + 1.15 * height, fields[11])


def _seen(x0: float, top: float, x1: float, bottom: float, text: str) -> Seen | None:
    text = text.strip()
    alone = text in {"-", "–", "—"}
    return None if not text or (_RULE.fullmatch(text) and not alone) else Seen(x0, top, x1, bottom, text)


class _Rapid:
    """The engine, made once: loading its models takes longer than reading a page."""

    made: Any = None


def _rapidocr(picture: Picture) -> list[Seen]:
    import numpy as np
    from rapidocr import RapidOCR

    if _Rapid.made is None:
        _Rapid.made = RapidOCR(params=_RAPID)
    picture = without_rulings(picture)
    grey = np.frombuffer(picture.grey, np.uint8).reshape(picture.height, picture.width)
    try:
        result = _Rapid.made(np.stack([grey] * 3, axis=-1))
    except Exception as failure:
        raise OSError(f"rapidocr failed: {failure}") from failure
    if result.boxes is None:
        return []
    seen: list[Seen] = []
    for corners, text, sure in zip(result.boxes, result.txts, result.scores, strict=True):
        if sure >= _SURE:
            seen.extend(_words(corners, text))
    return seen


def _words(corners: Any, text: str) -> list[Seen]:
    """The words of a line of text, each with its share of the line's width."""
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    step = (right - left) / max(len(text), 1)
    parts = (
        _seen(left + step * part.start(), top, left + step * part.end(), bottom, part[0])
        for part in re.finditer(r"\S+", text)
    )
    return [part for part in parts if part is not None]
