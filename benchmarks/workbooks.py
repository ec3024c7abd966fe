"""The time to read workbooks, beside python-calamine reading their values alone.

    python benchmarks/workbooks.py [FOLDER]

FOLDER holds workbooks of any kind (../shared/real/workbooks by default). Each file is read by turns, the best
of several times counts, so that only the ratios matter.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from foi_cli import ingest
from foi_cli.model import Source

ROUNDS = 9
KINDS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def main(folder: Path) -> None:
    """Print the times of each file and of all together."""
    ours = peers = 0.0
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS):
        data = path.read_bytes()
        document = ingest.open_one(Source(path.name, data))[0]
        if document.problem:
            print(f"{path.name[:50]:52} {document.problem}")
            continue
        peer, own = _by_turns(partial(_values, data), partial(_read, path, data))
        ours, peers = ours + own, peers + peer
        print(_line(path.name, peer, own))
    if peers:
        print(_line("together", peers, ours))


def _line(name: str, peer: float, own: float) -> str:
    times = f"calamine {peer * 1000:7.2f} ms   foi {own * 1000:7.2f} ms"
    return f"{name[:50]:52} {times}   x {own / peer:5.2f}"


def _by_turns(first: Callable[[], None], second: Callable[[], None]) -> tuple[float, float]:
    """The best time of each, the two run by turns."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for at, run in enumerate((first, second)):
            start = time.perf_counter()
            run()
            best[at] = min(best[at], time.perf_counter() - start)
    return best[0], best[1]


def _values(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _read(path: Path, data: bytes) -> None:
    ingest.open_one(Source(path.name, data))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "../shared/real/workbooks")
