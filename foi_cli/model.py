"""Every noun of foi, frozen, in the order in which a figure travels.

    Source → Document (Passage, Table) → Reading (Response, Question, Figure) → Finding

Standard library only; every room of the house may import this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

# ── places ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and inside it a line, or a page, or a cell of a sheet or table.

    All numbers count from 1. `cell` is an A1 reference where the format has addresses of its own (CSV,
    workbooks); elsewhere it is `R<row>C<column>` in the table whose number `table` gives. Both are None in
    prose.
    """

    file: str
    sheet: str | None = None
    page: int | None = None
    line: int | None = None
    table: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """`letter.txt:33`, `book.xlsx 'Sheet 1'!B7`, `scan.pdf page 2 table 1 R3C4`."""
        words = self.file
        if self.line is not None:
            words += f":{self.line}"
        if self.sheet is not None:
            return f"{words} '{self.sheet}'!{self.cell}" if self.cell else f"{words} '{self.sheet}'"
        if self.page is not None:
            words += f" page {self.page}"
        if self.cell is None:
            return words
        return (
            f"{words} table {self.table} {self.cell}" if self.cell.startswith("R") else f"{words} {self.cell}"
        )


def a1(row: int, column: int) -> str:
    """The A1 reference of a cell, both counted from 1: a1(7, 28) is AB7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


# ── documents: what ingest reads ────────────────────────────────────────────────────────────────

Style: TypeAlias = Literal["text", "heading", "item", "quoted", "banner"]
"""What the layout says of a passage: item is a list item, quoted an older message below or inside the
answer, banner is page furniture (cookie notices, running headers) that belongs to no answer."""


INSIDE = "!/"
"""What stands in a document's name between a container and what lies in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document before it is read: its name as the user sees it, and its bytes.

    What came inside another document also has what that one knew: `group` names the response it belongs to
    ("" is that of its container), `facts` are pairs as in Content. `include_hidden` asks for the hidden
    sheets, rows and columns of workbooks as well. `problem` says why its bytes could not be had.
    """

    name: str
    data: bytes
    group: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    include_hidden: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Remote:
    """A raw file that lies elsewhere, as its place lists it.

    `url` may hold what gives access to it and is never shown or kept; `place` is the same without. `name` is
    the document's, as if all had been copied into data/raw. `size` in bytes is None where nobody says.
    `version` changes with the content, and is "" where nothing tells whether that has changed.
    """

    url: str
    place: str
    name: str
    size: int | None = None
    version: str = ""

    def __str__(self) -> str:
        """`s3://responses/2024/letter.pdf`."""
        return self.place


File: TypeAlias = Path | Remote


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of text as laid out (a line of a text file, a block element of a page).

    `after_gap` is true where white space separates it from what stands before, `wrapped` where nothing but
    the margin does: the line before was seen to have no room left for its first word.
    """

    text: str
    line: int | None = None
    page: int | None = None
    after_gap: bool = False
    style: Style = "text"
    wrapped: bool = False


READ_BY_OCR = "read by OCR ("
"""How notes of tables begin that later stages act on; behind it stands the engine."""
COMPUTED = "computed here, because the file holds the formula without its result"
"""Behind the colon stand the cells. Their figures have the words as a note, too."""
HIDDEN = "hidden and not read: "
"""Behind it stand the rows or columns."""
SHOWN_ROUNDED = "shown rounded: cells hold more digits than they show, such as "
"""Behind it stands an example."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stood: a rectangle of cell texts, spanned cells holding their text once, first.

    `number` counts the tables of a file from 1. `lines` gives the source line of each row in formats that
    have lines (the line on which the numbers stand), else (). `origin` is the (row, column) of rows[0][0] in
    its sheet or CSV file, counted from 1, and None where cells have no addresses of their own.
    `flattened` marks a table rebuilt from lines that lost their column boundaries: a row shorter than its
    header has lost a blank cell somewhere, and its cells stand at the left until arithmetic places them.
    `notes` says in words what was done to it: "row 7: a blank cell placed where the totals close".
    `doubtful` holds, for cells that OCR may have misread, their zero-based row and column and other readings.
    """

    number: int
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    sheet: str | None = None
    page: int | None = None
    lines: tuple[int, ...] = ()
    origin: tuple[int, int] | None = None
    flattened: bool = False
    notes: tuple[str, ...] = ()
    doubtful: tuple[tuple[int, int, tuple[str, ...]], ...] = ()

    @property
    def computed(self) -> frozenset[str]:
        """The addresses of the cells whose formulas came without their results, which were computed here."""
        notes = (note for note in self.notes if note.startswith(COMPUTED))
        return frozenset(cell for note in notes for cell in note.partition(": ")[2].split(", "))

    def address(self, row: int, column: int) -> str:
        """The contract's cell reference of the cell at this zero-based row and column."""
        if self.origin is None:
            return f"R{row + 1}C{column + 1}"
        return a1(self.origin[0] + row, self.origin[1] + column)

    def place(self, file: str, row: int, column: int) -> Place:
        """The place of the cell at this zero-based row and column."""
        line = self.lines[row] if self.lines else None
        table = self.number if self.origin is None else None
        return Place(file, self.sheet, self.page, line, table, self.address(row, column))


Block: TypeAlias = Passage | Table


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a source: blocks in reading order, facts from the container, documents inside.

    `facts` are pairs such as ("from", "foi@example.police.uk"), ("date", "2023-05-01"), ("title", "…"),
    ("hidden", "sheet 'Notes' is hidden and was not read").
    """

    blocks: tuple[Block, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    members: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source that was read, or that could not be: then `problem` says why and there are no blocks.

    `name` is the path as given, with members of archives and mails after "!/". `group` names the response it
    belongs to: its own name, or that of the mail or request that carried it. `digest` is SHA-256 in hex,
    `size` in bytes. `reader` is the name of the reader that claimed it, "" where none did.
    """

    name: str
    group: str
    digest: str
    size: int
    reader: str
    problem: str = ""
    blocks: tuple[Block, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def identify(group: str) -> str:
    """The id of the response that goes by this group name: twelve hexadecimal digits of its SHA-256.

    Twelve, because among a million names two of eight digits would share theirs.
    """
    return hashlib.sha256(group.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read one format. `claims` looks at the name and the first bytes only; `read` may raise
    UnreadableDocument with a reason for the user."""

    name: str
    claims: Callable[[str, bytes], bool]
    read: Callable[[Source], Content]


# ── figures: what normalise understands ─────────────────────────────────────────────────────────

Marker: TypeAlias = Literal[
    "", "nil", "suppressed", "not-held", "withheld", "ncnd", "not-applicable", "not-recorded", "blank"
]
Basis: TypeAlias = Literal["exact", "rounded", "bounded"]
Role: TypeAlias = Literal["part", "total", "stated"]
Outcome: TypeAlias = Literal[
    "full",
    "part",
    "refused",
    "ncnd",
    "not-held",
    "cost-limit",
    "vexatious",
    "clarification",
    "advice",
    "elsewhere",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, which is an interval: "150" is 150, "3.4%" is 3.35 to 3.45, "<5" is 0 to 4.

    `value` is what was printed, exactly, and None where no single number was. `low` and `high` bound what it
    may be; None is no bound. `step` is the unit of the last digit written (1, 0.1, 0.01 …).
    `unit` is only what the writing itself says: percent, gbp, fte or "". `marker` says why there is no
    number, or that a word stood for it ("nil" is 0). `note` keeps what was glued to it ("~", "*", "[p]").
    """

    text: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    basis: Basis = "exact"
    unit: str = ""
    marker: Marker = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as written. `start` and `end` are inclusive; None is unknown.

    `complete` is False for a part year ("2023 (to date)"), None where nobody can tell.
    """

    text: str
    start: date | None = None
    end: date | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A label's place in a taxonomy; `code` is empty where the code is not confirmed."""

    name: str
    taxonomy: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A provision as cited: law "FOIA" (or FOISA, EIR, DPA …) and provision "s40(2)" ("reg 12(4)(b)")."""

    law: str
    provision: str

    def __str__(self) -> str:
        """`FOIA s40(2)`."""
        return f"{self.law} {self.provision}"


@dataclass(frozen=True, slots=True)
class Response:
    """What one authority sent back to one request, as far as it says so itself.

    `cited` are the requests of others that it refers to. `request` is the request's text, "" where it is not
    echoed; it decides `request_group`.
    """

    response_id: str
    file: str
    digest: str
    reader: str
    problem: str = ""
    authority: str = ""
    authority_id: str = ""
    reference: str = ""
    title: str = ""
    requested_on: date | None = None
    responded_on: date | None = None
    outcome: Outcome = "unknown"
    exemptions: tuple[Exemption, ...] = ()
    cited: tuple[str, ...] = ()
    request: str = ""
    request_group: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One numbered question with the answer it got. `number` is as printed ("1", "2a")."""

    response_id: str
    number: str
    text: str
    answer: str
    outcome: Outcome
    exemptions: tuple[Exemption, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its meaning and its place. It is never altered after it has been read.

    `table`, `row` and `column` are its cell (number of the table, zero-based row and column), None in prose.
    `within` is the figure_id of the whole that the text says this is a part of.
    """

    figure_id: str
    response_id: str
    place: Place
    amount: Amount
    question: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_label: str = ""
    column_label: str = ""
    measure: str = ""
    unit: str = ""
    category: Category | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    role: Role = "part"
    within: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the response names: present among the documents, missing, or mentioned without a name."""

    response_id: str
    name: str
    state: Literal["present", "missing", "unnamed"]
    place: Place
    file: str = ""

    @property
    def absent(self) -> bool:
        """True where nobody sent it: a mention without a name counts, for its figures are nowhere."""
        return self.state != "present"


Nearness: TypeAlias = Literal["response", "folder", "project"]
"""Where a document lies, seen from a response: it came with it, lies in its folder, or elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that has the name of an attachment. `contested` where a response of another authority in
    the same folder (or, for "project", anywhere) names such a file too."""

    file: str
    nearness: Nearness
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that needs a person: a row of review.csv. `confidence` is between 0 and 1, as text.

    One that a person has settled stays, `accepted` with the reason.
    """

    response_id: str
    kind: str
    place: Place
    text: str
    suggestion: str = ""
    confidence: str = ""
    accepted: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided of the figures of one document: the category of a label, the unit of a measure,
    or the last day of a period whose end nobody states. The value of a figure is never decided by anybody.

    `text` is the label, the measure or the period as it was read; `new` is the category, the unit or the ISO
    date that holds instead; `note` says who decided, when and why.
    """

    kind: Literal["category", "unit", "period"]
    file: str
    text: str
    new: str
    note: str

    def fits(self, text: str) -> bool:
        """Whether this text is the one that was decided on, whatever its spaces and capitals."""
        return " ".join(text.casefold().split()) == " ".join(self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One response, understood: all that reconcile and export need to know about it."""

    response: Response
    questions: tuple[Question, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[tuple[str, Table], ...] = ()
    """Pairs of file name and table, the tables as used: repairs are done and noted."""
    attachments: tuple[Attachment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reveal: bool = False
    """Whether a part that is not printed may be written where a total discloses it."""


# ── findings: what reconcile judges ─────────────────────────────────────────────────────────────

CheckName: TypeAlias = Literal[
    "sum", "percent", "share", "between", "part-of", "balance", "records", "cross-table", "repeat", "series"
]
Verdict: TypeAlias = Literal["agrees", "differs", "undecided"]
FindingBasis: TypeAlias = Literal["exact", "rounding", "suppressed", "explained"]
Cause: TypeAlias = Literal[
    "part-missing", "counted-twice", "digit", "transposed", "sign", "stale", "row-lost", "unknown"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One judged claim. Numbers are decimal text; `computed` is "low..high" where parts are bounded.

    `place` is that of the stated total, `parts` those of its parts in order, as cell references (or as text
    places in prose).
    """

    response_id: str
    place: Place
    check: CheckName
    verdict: Verdict
    basis: FindingBasis
    stated: str
    computed: str
    difference: str
    slack: str
    parts: tuple[str, ...]
    message: str
    cause: Cause | None = None
    figure_id: str = ""
    finding_id: str = ""
    accepted: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What of a figure is needed to hold it against those of other responses that state the same thing: these
    share its `key`.

    `ordinal` is its position in its response, `end` and `complete` are those of its period, `value`, `low`
    and `high` those of its amount. `grows` where it counts what happens, so that a longer stretch never holds
    fewer; `reformed` where the reforms of 2020 changed what is counted; `computed` where the number was
    computed here, `pictured` where it was read from a picture.
    """

    key: int
    ordinal: int
    figure_id: str
    end: date
    complete: bool | None
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    grows: bool = False
    reformed: bool = False
    computed: bool = False
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two figures, by their ids, that state the same thing, and what comes of it; `near` where their values
    come near to each other."""

    check: CheckName
    verdict: Verdict
    near: bool
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that can be judged: a pure function from a reading to findings. It raises and prints nothing."""

    name: CheckName
    judge: Callable[[Reading], Iterable[Finding]]


# ── results: what export writes ─────────────────────────────────────────────────────────────────


class Results(Protocol):
    """All that a run knows, in a fixed order; every call starts a new pass, so nothing need fit in memory."""

    def documents(self) -> Iterator[Document]:
        """Every document without its blocks, by name."""

    def readings(self) -> Iterator[Reading]:
        """Every response by file name, with its questions, figures, tables, attachments and doubts."""

    def findings(self, response_id: str | None = None) -> Iterator[Finding]:
        """Findings in the order of their responses and ids; those of one response when it is named."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way to write results down: `write` puts files into the folder it is given and names them."""

    name: str
    write: Callable[[Results, Path], tuple[Path, ...]]
