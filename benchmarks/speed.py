"""How fast documents are read, each figure beside what it is held against, in one run.

    python benchmarks/speed.py [--shared ../shared] [--pages 5000] [--rounds 5] [--all]

What runs in this process is timed by turns in seconds of processor, the best of several rounds; only what
two jobs gain is wall time, and needs a machine with two cores that have nothing else to do. For workbooks
the second peer is the usual Python library (openpyxl, xlrd, odfpy), where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import io
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import memory
import pypdfium2
import pypdfium2.raw as raw
from python_calamine import CalamineWorkbook
from synthetic.answers import answer
from synthetic.formats import WRITERS
from synthetic.matter import Grid

from foi_cli import ingest
from foi_cli.ingest import ocr
from foi_cli.model import Source

PAGES = ("txt", "html", "csv")
LIBRARIES = ("pypdfium2", "python-calamine", "openpyxl", "xlrd", "odfpy", "lxml", "typer", "rich")
COPIES = 6
"""How often each PDF file is ingested by one job and by two, so that their start counts for little."""

HELP = "import typer, rich"


OTHERS = ("responses.py", "unchanged.py", "memory.py", "store.py")
"""What understanding and judging cost, a run over unchanged files, memory, and questions to a large store."""


class Row(NamedTuple):
    """One goal: what is measured, what it should be, what it is, and whether that is enough."""

    what: str
    bar: str
    measured: str
    met: bool | None


class Cost(NamedTuple):
    """What a command took: seconds by the clock, and seconds of processor of itself and all it started."""

    wall: float
    busy: float


def main() -> None:
    """Print one table of all figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path(__file__).parents[1] / "../shared")
    options.add_argument("--pages", type=int, default=5_000, help="one-page documents to ingest")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--all", action="store_true", help="then the other benchmarks of speed and size")
    chosen = options.parse_args()
    print(_machine(), flush=True)
    print("\n| what | at most or at least | measured | |\n|---|---|---|---|", flush=True)
    for row in rows(chosen.shared, chosen.pages, chosen.rounds):
        met = {True: "met", False: "missed", None: ""}[row.met]
        print(f"| {row.what} | {row.bar} | {row.measured} | {met} |", flush=True)
    for name in OTHERS if chosen.all else ():
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, Path(__file__).with_name(name)])


def rows(shared: Path, pages_wanted: int, rounds: int) -> Iterator[Row]:
    """Every figure."""
    found = sorted([*(shared / "real/pdf").glob("*.pdf"), *(shared / "bench/pdf-tables").glob("*.pdf")])
    files = [path for path in found if _characters(path.read_bytes())]  # a scan takes as long as its OCR
    yield from pdfs(files, rounds)
    yield from workbooks(sorted((shared / "real/workbooks").iterdir()), rounds)
    yield from pages(pages_wanted)
    yield from two_jobs(files, min(rounds, 3))
    yield help_page(max(rounds, 9))


def _machine() -> str:
    """Processors, how busy they are, and the versions that matter."""
    models = {line.split(":")[1].strip() for line in _lines(Path("/proc/cpuinfo")) if "model name" in line}
    installed = {found.metadata["Name"].lower() for found in importlib.metadata.distributions()}
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES if name in installed
    )
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    cores = f"{os.cpu_count()} × {', '.join(models) or platform.processor()}, {load}"
    return f"{cores}; {platform.system()}, Python {platform.python_version()}, {versions}"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


# ── documents, in this process ──────────────────────────────────────────────────────────────────


def by_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least seconds of processor of each, all run by turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            since = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - since)
    return best


def pdfs(files: Sequence[Path], rounds: int) -> Iterator[Row]:
    """PDF files beside their characters with boxes from pypdfium2."""
    ocr.engines = lambda: ()  # what is held against ours reads no pictures of pages either
    ours = bare = 0.0
    ratios = []
    for path in files:
        data = path.read_bytes()
        one, other = by_turns(rounds, partial(_characters, data), partial(_read, path.name, data))
        bare, ours = bare + one, ours + other
        ratios.append(other / one)
    if files:
        spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
        measured = f"{ours / bare:.2f} × ({ours:.2f} s to {bare:.2f} s; single files {spread})"
        yield Row(f"{len(files)} PDF files, characters by pypdfium2", "2 ×", measured, ours <= 2 * bare)


def workbooks(files: Sequence[Path], rounds: int) -> Iterator[Row]:
    """Workbooks beside their values from calamine, and from the usual Python library, by format."""
    times: dict[str, list[list[float]]] = defaultdict(list)
    for path in files:
        suffix = path.suffix.lower()
        data = path.read_bytes()
        if suffix in READERS:
            works: list[Callable[[], object]] = [partial(_values, data), partial(_read, path.name, data)]
            works += _usual(suffix, data)
            times[suffix].append(by_turns(rounds, *works))
    for suffix, found in times.items():
        calamine, ours, *usual = (sum(column) for column in zip(*found, strict=True))
        other = f"; {READERS[suffix][0]} {ours / usual[0]:.2f} ×" if usual else ""
        measured = f"{ours / calamine:.2f} × ({ours * 1000:.0f} ms to {calamine * 1000:.0f} ms){other}"
        yield Row(
            f"{len(found)} {suffix} workbooks, values by calamine", "2 ×", measured, ours <= 2 * calamine
        )
    calamine, ours = (sum(one[at] for found in times.values() for one in found) for at in (0, 1))
    if calamine:
        measured = f"{ours / calamine:.2f} ×"
        yield Row("all workbooks, values by calamine", "2 ×", measured, ours <= 2 * calamine)


def _read(name: str, data: bytes) -> None:
    ingest.read(Source(name, data))


def _characters(data: bytes) -> int:
    """How many characters the pages hold, each fetched with its box."""
    found = 0
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        count = text.count_chars()
        found += count
        for at in range(count):
            text.get_charbox(at)
            raw.FPDFText_GetUnicode(text.raw, at)
        text.close()
        page.close()
    return found


def _values(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _usual(suffix: str, data: bytes) -> list[Callable[[], object]]:
    """Reading by the usual Python library, if it is installed."""
    library, work = READERS[suffix]
    return [partial(work, data)] if importlib.util.find_spec(library) else []


def _openpyxl(data: bytes) -> object:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def _xlrd(data: bytes) -> object:
    book = importlib.import_module("xlrd").open_workbook(file_contents=data, formatting_info=True)
    return [sheet.row_values(row) for sheet in book.sheets() for row in range(sheet.nrows)]


def _odf(data: bytes) -> object:
    book = importlib.import_module("odf.opendocument").load(io.BytesIO(data))
    kind = importlib.import_module("odf.table").TableCell
    return [str(cell) for cell in book.spreadsheet.getElementsByType(kind)]


READERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    ".xlsx": ("openpyxl", _openpyxl),
    ".xls": ("xlrd", _xlrd),
    ".ods": ("odf", _odf),
}
"""Suffix to the usual Python library and how it reads."""


# ── runs of foi ─────────────────────────────────────────────────────────────────────────────────


def cost(*command: str) -> Cost:
    """Run it, in silence."""
    before, since = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    if done.returncode > 1:  # 1 says that some document could not be read
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - since, busy)


def ingested(files: Path, jobs: int) -> Cost:
    """`foi ingest` of these files into a new project."""
    with tempfile.TemporaryDirectory() as project:
        Path(project, "data/processed").mkdir(parents=True)
        return cost("-m", "foi_cli", "--project", project, "--jobs", str(jobs), "ingest", str(files))


def pages(wanted: int) -> Iterator[Row]:
    """One-page letters, web pages and CSV files, a third each, through `foi ingest --jobs 2`."""
    with tempfile.TemporaryDirectory() as scratch:
        for suffix in PAGES:
            folder = Path(scratch, suffix)
            _write(folder, suffix, wanted // len(PAGES))
        empty = Path(scratch, "empty")
        _write(empty, "txt", 40)
        ingested(empty, 2)
        start = ingested(empty, 2)
        for folder, count, what in (
            *((Path(scratch, suffix), wanted // len(PAGES), f".{suffix}") for suffix in PAGES),
            (Path(scratch), wanted // len(PAGES) * len(PAGES) + 40, "text, HTML and CSV"),
        ):
            took = ingested(folder, 2)
            each = took.busy / count * 1000
            measured = (
                f"{count / took.wall:,.0f} a second by the clock; {each:.2f} ms of processor each,"
                f" {(took.busy - start.busy) / (count - 40) * 1000:.2f} ms without start-up:"
                f" {2000 / each:,.0f} a second if two cores had nothing else to do"
            )
            bar = "1,000 a second" if what[0] != "." else ""
            met = max(count / took.wall, 2000 / each) >= 1000 if bar else None
            yield Row(f"{count:,} one-page documents, {what}", bar, measured, met)


def _write(folder: Path, suffix: str, count: int) -> None:
    folder.mkdir()
    made = number = 0
    while made < count:
        chance = Random(f"pages {suffix} {number}")  # noqa: S311  a corpus, not a secret
        said = answer(chance, 0.25)
        number += 1
        if suffix == "csv" and not all(isinstance(part, Grid) for part in said.parts):
            continue
        (folder / f"response-{made:06}.{suffix}").write_bytes(WRITERS[suffix](chance, said).data)
        made += 1


def two_jobs(files: Sequence[Path], rounds: int) -> Iterator[Row]:
    """`foi ingest` of PDF files by one job and by two, by turns, the best of each.

    On a busy machine the clock tells little; the processor tells what two free cores could come to at best,
    were all work of two jobs shared evenly.
    """
    if not files:
        return
    with tempfile.TemporaryDirectory() as scratch:
        for copy in range(COPIES):
            for path in files:
                Path(scratch, f"{copy} {path.name}").write_bytes(path.read_bytes() + b"\n" * copy)
        found = [(watched(Path(scratch), 1), watched(Path(scratch), 2)) for _ in range(rounds)]
    (one, alone), (two, shared) = (map(min, zip(*column, strict=True)) for column in zip(*found, strict=True))
    clock = f"{one / two:.2f} × by the clock ({one:.1f} s to {two:.1f} s)"
    measured = f"{clock}; {alone / shared:.2f} × by the processor, shared evenly"
    met = True if one >= 1.7 * two else None if alone >= 1.7 * shared else False
    yield Row(f"two jobs against one, {COPIES * len(files)} PDF files", "1.7 ×", measured, met)


def watched(files: Path, jobs: int) -> tuple[float, float]:
    """Seconds of `foi ingest` by the clock, and what free cores would need at best: one job the time of its
    busiest process, two jobs half of all."""
    busy: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as project:
        Path(project, "data/processed").mkdir(parents=True)
        foi = [sys.executable, "-m", "foi_cli", "--project", project, "--jobs", str(jobs), "ingest"]
        since = time.perf_counter()
        with subprocess.Popen([*foi, str(files)], stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                busy |= {pid: spent for pid in memory.family(process.pid) if (spent := processor(pid))}
                time.sleep(0.05)
        best = max(busy.values()) if jobs == 1 else sum(busy.values()) / jobs
        return time.perf_counter() - since, best


def processor(pid: int) -> float:
    """Seconds of processor that this process has had; 0 where it has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def help_page(rounds: int) -> Row:
    """`foi --help` beside importing typer and rich."""
    found = [(cost("-c", HELP).busy, cost("-m", "foi_cli", "--help").busy) for _ in range(rounds)]
    bare, ours = (min(column) for column in zip(*found, strict=True))
    measured = f"{ours / bare:.2f} × ({ours:.2f} s to {bare:.2f} s)"
    return Row("foi --help, importing typer and rich", "1.5 ×", measured, ours <= 1.5 * bare)


if __name__ == "__main__":
    main()
