"""Twice the document never takes much more than twice the time: reading and judging are linear."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from foi_cli import ingest, normalise, reconcile
from foi_cli.arithmetic import totals
from foi_cli.model import Source

LINES = 250
FLOOR = 0.25
"""Seconds; what is done within this at four times the lines is quick enough, however it grows."""
MOST = 3.0
"""How many times as long twice the lines may take."""

SHAPES: dict[str, Callable[[int], str]] = {
    "one table.txt": lambda n: (
        "Ward\t2020\t2021\n" + "".join(f"Ward {k}\t{k % 97}\t{k % 89}\n" for k in range(n))
    ),
    "flattened.txt": lambda n: (
        "Ward 2020 2021 2022\n" + "".join(f"Ward x {k % 9} {k % 7} 5\n" for k in range(n))
    ),
    "aligned.txt": lambda n: "".join(f"Ward {k % 50:<20}   {k % 97:>6}   {k % 89:>6}\n" for k in range(n)),
    "box.txt": lambda n: "".join(f"│ Ward {k % 50} │ {k % 97} │\n├───┼───┤\n" for k in range(n)),
    "one cell a line.txt": lambda n: "Ward\nNumber\n" + "".join(f"Ward x{k}\n{k % 97}\n" for k in range(n)),
    "many tables.txt": lambda n: "".join(
        f"Cases in {2000 + k % 25}\nA\t1\nB\t2\nTOTAL\t3\n\n" for k in range(n)
    ),
    "questions.txt": lambda n: "".join(f"{k}. How many were there?\n\n{k} cases\n\n" for k in range(1, n)),
    "years.txt": lambda n: "".join(f"{2000 + k % 25} = {k % 97} cases\n" for k in range(n)),
    "bullets.txt": lambda n: "".join(f"- {2000 + k % 25} - {k % 97}\n" for k in range(n)),
    "sentences.txt": lambda n: "".join(
        f"There were {k} cases in 2020, and {k % 7} of them closed. " for k in range(n)
    ),
    "paragraphs.txt": lambda n: "".join(f"In 2021/22 we had {k % 97} complaints.\n\n" for k in range(n)),
    "words.txt": lambda n: "None of the words in this line is a number and so it says nothing at all.\n" * n,
    "exemptions.txt": lambda n: "We refuse this under section 40(2) and section 31(1)(a) of the Act.\n" * n,
    "attachments.txt": lambda n: "".join(f"Please see the attached file_{k}.pdf\n" for k in range(n)),
    "asked.txt": lambda n: (
        "Request\n" + "For 2020 and 2021 to date?\n" * n + "Response\n" + "2020 = 5 cases\n" * n
    ),
    "references.txt": lambda n: "".join(f"Reference: FOI {k}/23 of 1 May 2023\n" for k in range(n)),
    "quoted.txt": lambda n: "2020 = 5 cases\n" + "> 2020 = 6 cases\n" * n,
    "blank.txt": lambda n: "\n" * n * 20 + "2020 = 5 cases\n",
    "headings.txt": lambda n: "".join(f"Part {k}\n\n" for k in range(n)),
    "figures.csv": lambda n: "Ward,2020,2021\n" + "".join(f"W{k},{k % 97},{k % 89}\n" for k in range(n)),
    "totals.csv": lambda n: "".join(f"W{k},{k % 9}\n" if k % 10 else f"Total,{k % 97}\n" for k in range(n)),
    "small numbers.csv": lambda n: "".join(f"x{k},{k % 3},{k % 2},{k % 5}\n" for k in range(n)),
    "wide.csv": lambda n: "a," * (n // 2) + "\n" + "1," * (n // 2) + "\n" + "2," * (n // 2) + "\n",
    "list.html": lambda n: "<html><body>" + "".join(f"<li>{2000 + k % 25} - {k % 97}</li>" for k in range(n)),
    "table.html": lambda n: "<html><table>" + "".join(f"<tr><td>W{k}<td>{k % 97}</tr>" for k in range(n)),
    "nested.html": lambda n: "<html>" + "<table><tr><td>1" * (n // 10) + "</table>" * (n // 10),
}


def seconds(name: str, lines: int) -> dict[str, float]:
    """Processor time of each stage over a document of this shape."""
    totals._find.cache_clear()
    source = Source(name, SHAPES[name](lines).encode())
    stages = {}
    since = time.process_time()
    documents = ingest.read(source)
    stages["read"] = time.process_time() - since
    since = time.process_time()
    reading = normalise.understand(documents)
    stages["understand"] = time.process_time() - since
    since = time.process_time()
    reconcile.judge(reading)
    stages["judge"] = time.process_time() - since
    return stages


def grown(name: str) -> list[str]:
    """The stages that take more than their share of time over longer documents, with their seconds."""
    large = seconds(name, LINES * 4)
    if max(large.values()) <= FLOOR:
        return []
    small, middle = (seconds(name, LINES * n) for n in (1, 2))
    return [
        f"{stage}: {small[stage]:.2f}, {middle[stage]:.2f}, {large[stage]:.2f} s"
        for stage in large
        if large[stage] > FLOOR
        and middle[stage] > MOST * small[stage]
        and large[stage] > MOST * middle[stage]
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_document_and_no_faster(name: str) -> None:
    slow = grown(name) and grown(name)  # what does not grow twice was noise
    assert not slow, slow
