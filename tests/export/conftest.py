"""Results that lie in memory: four responses as normalise would understand them, and a hostile one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from foi_cli.arithmetic import amounts
from foi_cli.model import (
    Attachment,
    Category,
    Document,
    Doubt,
    Exemption,
    Figure,
    Finding,
    Period,
    Place,
    Question,
    Reading,
    Response,
    Results,
    Table,
)


@dataclass(frozen=True)
class Held:
    """Results held in memory."""

    held: tuple[Reading, ...]
    found: tuple[Finding, ...] = ()

    def documents(self) -> Iterator[Document]:
        for reading in self.held:
            response = reading.response
            yield Document(
                response.file, response.file, response.digest, 2_048, response.reader, response.problem
            )

    def readings(self) -> Iterator[Reading]:
        return iter(self.held)

    def findings(self, response_id: str | None = None) -> Iterator[Finding]:
        return (f for f in self.found if response_id in (None, f.response_id))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def table(written: str, number: int = 1, title: str = "", origin: tuple[int, int] | None = None) -> Table:
    """A table as it is written: cells between bars, a row a line."""
    rows = [line.strip().strip("|").split("|") for line in written.strip().splitlines()]
    return Table(number, tuple(tuple(c.strip() for c in row) for row in rows), title, origin=origin)


def year(label: str) -> Period | None:
    """The calendar year that a heading is; None where it is none."""
    if not label.isdigit():
        return None
    return Period(label, date(int(label), 1, 1), date(int(label), 12, 31), True)


def figures(response_id: str, file: str, tables: Sequence[Table], question: str = "1") -> tuple[Figure, ...]:
    """A figure for every cell below the first row and right of the first column that is a number."""
    found: list[Figure] = []
    for each in tables:
        for r, row in enumerate(each.rows[1:], start=1):
            for c, cell in enumerate(row[1:], start=1):
                amount = amounts.read(cell)
                if amount is None or amount.marker == "blank":
                    continue
                found.append(
                    Figure(
                        f"{response_id}.f{len(found) + 1}",
                        response_id,
                        each.place(file, r, c),
                        amount,
                        question=question,
                        table=each.number,
                        row=r,
                        column=c,
                        row_label=row[0],
                        column_label=each.rows[0][c],
                        measure="incidents",
                        unit=amount.unit or "incidents",
                        period=year(each.rows[0][c]),
                        role="total" if "total" in row[0].lower() else "part",
                    )
                )
    return tuple(found)


TIPPING = table(
    """
    Ward       | 2020  | 2021 | 2022
    Abbey      | 1,204 | 300  | 17
    Old Market | 96    | 41   | <5
    Quay       | 0     | 12   | 8
    Total      | 1,300 | 363  | 27
    """,
    title="Fly tipping by ward",
    origin=(3, 2),
)

FINES = table(
    """
    Outcome     | Share | Paid
    Paid        | 66.7% | £1,250.50
    Written off | 33.3% | £0.00
    Total       | 100%  | £1,250.50
    """
)


def _tipping() -> tuple[Reading, tuple[Finding, ...]]:
    file, rid = "tipping.csv", "0a1b2c3d0000"
    response = Response(
        rid,
        file,
        digest(file),
        "csv",
        authority="Norbury District Council",
        authority_id="norbury-district-council",
        reference="FOI 2023/104",
        title="Fly tipping since 2020",
        requested_on=date(2023, 2, 1),
        responded_on=date(2023, 3, 1),
        outcome="full",
        request_group="g1",
    )
    asked = Question(
        rid, "1", "How many incidents of fly tipping?", "Please see the table.", "full", (), Place(file)
    )
    reading = Reading(
        response,
        (asked,),
        figures(rid, file, [TIPPING]),
        ((file, TIPPING),),
        (
            Attachment(rid, "wards.xlsx", "missing", Place(file, line=9)),
            Attachment(rid, "", "unnamed", Place(file, line=9)),
        ),
        (Doubt(rid, "category", Place(file, cell="B4"), "Abbey", "Abbey Ward", "0.82"),),
    )
    parts = ("C4", "C5", "C6"), ("D4", "D5", "D6"), ("E4", "E5", "E6")
    found = (
        Finding(
            rid,
            Place(file, cell="C7"),
            "sum",
            "agrees",
            "exact",
            "1300",
            "1300",
            "0",
            "0",
            parts[0],
            "Total 1,300 at C7 is the sum of its 3 parts.",
            figure_id=f"{rid}.f10",
            finding_id=f"{rid}.c1",
        ),
        Finding(
            rid,
            Place(file, cell="D7"),
            "sum",
            "differs",
            "exact",
            "363",
            "353",
            "10",
            "0",
            parts[1],
            "Total 363 at D7 is 10 more than the sum of its 3 parts, 353.",
            cause="digit",
            figure_id=f"{rid}.f11",
            finding_id=f"{rid}.c2",
        ),
        Finding(
            rid,
            Place(file, cell="E7"),
            "sum",
            "undecided",
            "suppressed",
            "27",
            "25..29",
            "",
            "0",
            parts[2],
            "Total 27 at E7 holds when the withheld part is 2.",
            figure_id=f"{rid}.f12",
            finding_id=f"{rid}.c3",
        ),
    )
    return reading, found


def _fines() -> tuple[Reading, tuple[Finding, ...]]:
    file, rid = "fines/letter.txt", "1b2c3d4e0000"
    response = Response(
        rid,
        file,
        digest(file),
        "text",
        authority="Norbury Police",
        outcome="part",
        exemptions=(Exemption("FOIA", "s30(3)"), Exemption("FOIA", "s40(2)")),
        request_group="g1",
    )
    answer = "In 2021 there were 14 notices, of which 3 were withdrawn.\nIn total 17."
    prose = tuple(
        Figure(
            f"{rid}.f{7 + k}",
            rid,
            Place(file, line=12 + k // 2),
            amounts.read(text) or pytest.fail(text),
            question="2",
            measure="notices",
            unit="notices",
            category=Category("Withdrawn", "outcomes", "W1") if text == "3" else None,
            dimensions=(("location", "Quay"), ("sex", "female")),
            period=Period("2021 (to date)", date(2021, 1, 1), None, False),
            role="stated",
        )
        for k, text in enumerate(("14", "3", "17"))
    )
    reading = Reading(
        response,
        (
            Question(rid, "1", "Fines?", "See below.", "full", (), Place(file, line=3)),
            Question(rid, "2", "Notices?", answer, "part", response.exemptions, Place(file, line=11)),
            Question(rid, "3", "Names?", "Refused.", "refused", (), Place(file, line=20)),
        ),
        figures(rid, file, [FINES]) + prose,
        ((file, FINES),),
        (Attachment(rid, "letter.txt", "present", Place(file, line=2), file),),
    )
    found = (
        Finding(
            rid,
            Place(file, table=1, cell="R4C2"),
            "percent",
            "agrees",
            "rounding",
            "100",
            "99.9..100.1",
            "0",
            "0.1",
            ("R2C2", "R3C2"),
            "The shares add to 100%.",
            figure_id=f"{rid}.f5",
            finding_id=f"{rid}.c1",
        ),
        Finding(
            rid,
            Place(file, table=1, cell="R4C3"),
            "sum",
            "agrees",
            "exact",
            "1250.50",
            "1250.50",
            "0",
            "0",
            ("R2C3", "R3C3"),
            "Total £1,250.50 is the sum of its 2 parts.",
            figure_id=f"{rid}.f6",
            finding_id=f"{rid}.c2",
        ),
        Finding(
            rid,
            Place(file, line=13),
            "part-of",
            "differs",
            "exact",
            "17",
            "14",
            "3",
            "0",
            (f"{file}:12", f"{file}:12"),
            "17 is 3 more than the 14 of which it should be all.",
            cause="counted-twice",
            figure_id=f"{rid}.f9",
            finding_id=f"{rid}.c3",
            accepted=True,
            reason="The council confirmed 14 by telephone.",
        ),
    )
    return reading, found


def _unread() -> Reading:
    problem = "the file is empty; ask for it again"
    return Reading(Response("2c3d4e5f0000", "scan.pdf", digest("scan.pdf"), "pdf", problem))


EVIL = (
    '=HYPERLINK("http://evil.example/","win")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\x1b[31mred\x1b]0;title\x07 [bold]rich[/bold] [link=file:///etc/passwd]x[/link]",
    "../../../etc/passwd",
    "]]></script>--><![CDATA[ {{ 7*7 }} {% raw %} ${7*7} javascript:alert(3)",
    "\u202e12\u202c \ud800 \ufffe \x00 \x85",
    "</style></title><a href='javascript:alert(4)'>&amp;&#x3c;",
)


def _hostile() -> tuple[Reading, tuple[Finding, ...]]:
    rid = "eeeeeeeeeeee"
    file = "../evil/\x1b[31m=cmd<script>.csv"
    each = Table(
        1,
        (
            (EVIL[0], *EVIL[1:7]),
            (EVIL[7], "1", "-5", "-5.5", "(6)", "+7", "£-8"),
            (EVIL[9], "1", "-5", "-5.5", "6", "+7", "-"),
        ),
        EVIL[0],
        sheet="=1+1'!<b>[x]:*?/\\",
        origin=(1, 1),
        notes=(EVIL[6], EVIL[10]),
    )
    response = Response(
        rid,
        file,
        digest(file),
        EVIL[0],
        authority=EVIL[6],
        authority_id=EVIL[1],
        reference=EVIL[1],
        title=EVIL[9],
        exemptions=(Exemption(EVIL[2], EVIL[6]),),
        request=EVIL[7],
        request_group=EVIL[0],
    )
    found = tuple(
        Finding(
            rid,
            each.place(file, 2, 1),
            "sum",
            "differs",
            "exact",
            "1",
            "2",
            "-1",
            "0",
            ("B2", "A1", "XFD1048577", "R0C0", "=1+1", text.replace(" ", "")),
            text,
            figure_id=f"{rid}.f1",
            finding_id=f"{rid}.c{k}",
            accepted=bool(k % 2),
            reason=text,
        )
        for k, text in enumerate(EVIL, start=1)
    )
    reading = Reading(
        response,
        tuple(Question(rid, text, text, text, "full", (), Place(file)) for text in EVIL),
        figures(rid, file, [each], EVIL[0]),
        ((file, each),),
        tuple(Attachment(rid, text, "missing", Place(file), text) for text in EVIL),
        tuple(Doubt(rid, text, Place(file), text, text, "0.5") for text in EVIL),
    )
    return reading, found


@pytest.fixture(scope="session")
def evil() -> tuple[str, ...]:
    """Texts that would be a formula, markup, an escape code, a template or a path."""
    return EVIL


@pytest.fixture(scope="session")
def results() -> Results:
    """Three responses: a CSV file, a letter with prose, and a document that could not be read."""
    tipping, fines = _tipping(), _fines()
    return Held((fines[0], _unread(), tipping[0]), fines[1] + tipping[1])


@pytest.fixture(scope="session")
def hostile() -> Results:
    """A response in which every text is an attack."""
    reading, found = _hostile()
    return Held((reading,), found)


@pytest.fixture(scope="session")
def nothing() -> Results:
    """Results in which there is nothing at all."""
    return Held(())
