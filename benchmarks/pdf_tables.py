"""Tables in PDF files: ours beside pdfplumber and camelot, on files whose true tables are known.

    python benchmarks/pdf_tables.py ../shared/bench/pdf-tables [--python PEERS/bin/python] [--also FOLDER]

The folder holds `name.pdf` beside `name-str.xml` (ICDAR 2013 table competition) and `score.py`. Peers are no
dependency: they are run with the Python given (`python -m venv PEERS; PEERS/bin/pip install pdfplumber
camelot-py`), this one by default; a peer that is not there is skipped and said to be. Each runs in a process
of its own, timed from start to end, so that imports count for all alike. The last lines compare reading PDF
files (those of the folder, and of `--also`) with fetching their characters and boxes alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = """
import json, sys
from pathlib import Path
from foi_cli.ingest import ocr
from foi_cli.ingest.pdf import READER
from foi_cli.model import Source
ocr.engines = tuple  # pages that are pictures are left out for all alike
for path in sys.argv[1:]:
    try:
        tables = [b for b in READER.read(Source(path, Path(path).read_bytes())).blocks if hasattr(b, "rows")]
    except Exception as failure:
        print(path, failure, file=sys.stderr)
        continue
    for table in tables:
        print(json.dumps({"file": path, "page": table.page, "table": table.number, "rows": table.rows}))
"""
PDFPLUMBER = """
import json, sys
import pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for number, rows in enumerate(page.extract_tables(), 1):
                print(json.dumps({"file": path, "page": page.page_number, "table": number, "rows": rows}))
"""
CAMELOT = """
import json, sys, warnings
import camelot
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    for number, table in enumerate(camelot.read_pdf(path, pages="all", flavor="hybrid"), 1):
        rows = table.df.values.tolist()
        print(json.dumps({"file": path, "page": table.page, "table": number, "rows": rows}))
"""
BARE = """
import sys
import pypdfium2
import pypdfium2.raw as raw
for path in sys.argv[1:]:
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        for i in range(text.count_chars()):
            text.get_charbox(i)
            raw.FPDFText_GetUnicode(text.raw, i)
        text.close()
        page.close()
"""


def run(python: str, program: str, files: list[str], output: Path) -> float | None:
    """Seconds that a program took over the files, its lines written to output; None where it failed."""
    if shutil.which(python) is None:
        print(f"    skipped: there is no {python}")
        return None
    start = time.perf_counter()
    with output.open("w") as lines:
        done = subprocess.run(
            [python, "-c", program, *files], stdout=lines, stderr=subprocess.PIPE, text=True
        )
    if done.returncode:
        print(f"    skipped: {done.stderr.strip().splitlines()[-1] if done.stderr else 'failed'}")
        return None
    return time.perf_counter() - start


def score(folder: Path, output: Path) -> dict[str, float]:
    """The figures of the folder's own scorer."""
    done = subprocess.run(
        [sys.executable, str(folder / "score.py"), str(output), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[0])
    return figures


def main() -> None:
    """Run all, print a table, and exit 1 where ours is slower than pdfplumber or twice the bare reader."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--python", default=sys.executable, help="the Python that peers are installed in")
    options.add_argument("--also", type=Path, action="append", default=[], help="more PDF files to time")
    chosen = options.parse_args()
    files = sorted(str(path) for path in chosen.folder.glob("*.pdf"))
    if not files:
        sys.exit(f"{chosen.folder} holds no PDF files; put name.pdf, name-str.xml and score.py there")
    seconds: dict[str, float] = {}
    programs = [
        ("foi", sys.executable, OURS),
        ("pdfplumber", chosen.python, PDFPLUMBER),
        ("camelot hybrid", chosen.python, CAMELOT),
    ]
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "tables.jsonl"
        for name, python, program in programs:
            print(f"{name}, {len(files)} files")
            took = run(python, program, files, output)
            if took is not None:
                seconds[name] = took
                print(f"    {took:.1f} s  {score(chosen.folder, output)}")
        every = files + sorted(str(path) for folder in chosen.also for path in folder.glob("*.pdf"))
        bare = run(sys.executable, BARE, every, output) or 0.0
        ours = run(sys.executable, OURS, every, output) or 0.0
    ratio = ours / bare if bare else float("inf")
    print(
        f"{len(every)} files: characters and boxes alone {bare:.1f} s, ours {ours:.1f} s, ratio {ratio:.2f}"
    )
    slower = seconds.get("pdfplumber", float("inf")) < seconds.get("foi", float("inf"))
    sys.exit(1 if slower or ratio > 2 else 0)


if __name__ == "__main__":
    main()
