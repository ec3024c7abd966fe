"""The same results give the same bytes: in another process, time zone, language and order of hashes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from foi_cli.export import EXPORTERS

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import conftest
from foi_cli.export import EXPORTERS
made = [conftest._fines(), conftest._tipping(), conftest._hostile()]
results = conftest.Held(tuple(r for r, _ in made), tuple(f for _, found in made for f in found))
for exporter in EXPORTERS:
    exporter.write(results, Path(sys.argv[2]))
"""


def digests(folder: Path, **environment: str) -> dict[str, str]:
    folder.mkdir()
    here = Path(__file__).parent
    command = [sys.executable, "-c", PROGRAM, str(here), str(folder)]
    subprocess.run(command, check=True, cwd=here.parents[1], env={**os.environ, **environment})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_every_output_has_the_same_bytes_wherever_and_whenever_it_is_written(tmp_path: Path) -> None:
    one = digests(tmp_path / "one", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")
    other = digests(tmp_path / "other", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C")
    assert one == other
    assert len(one) >= 2 * 7 + 2 + 2 + 1 + 1
    assert {exporter.name for exporter in EXPORTERS} == {
        "csv",
        "audit",
        "publication",
        "datapackage",
        "html",
        "parquet",
    }
