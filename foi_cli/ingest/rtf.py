"""Rich text (.rtf): paragraphs and tables.

Control words are those of the Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.flow import Flow
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.raised import raised
from foi_cli.model import Content, Reader, Source

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_DESTINATIONS = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping latentstyles "
    b"datastore listtable"
    b" listoverridetable rsidtbl generator xmlnstbl fldinst filetbl revtbl bkmkstart bkmkend "
    b"header headerl headerr headerf footer footerl footerr footerf pgdsctbl mmathPr wgrffmtfilter "
    b"nonesttables datafield htmltag".split()
)
_SIGNS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
    b"~": "\u00a0", b"_": "-",
}  # fmt: skip
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_DEEPEST = 1_000


@dataclass(slots=True)
class _Group:
    """Inside braces: whether text is shown, in a table or raised, and how many bytes stand for one \\u."""

    gone: bool = False
    in_table: bool = False
    spare: int = 1
    raised: bool = False


@dataclass(slots=True)
class _Reading:
    encoding: str
    flow: Flow = field(default_factory=Flow)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    words: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    paragraph: int = 0
    skip: int = 0
    starred: bool = False

    def text(self, text: str) -> None:
        """Words of the paragraph or cell that is being read."""
        kept = text[self.skip :]
        self.skip = max(self.skip - len(text), 0)
        if not self.groups[-1].gone:
            self.words.append(raised(kept) if self.groups[-1].raised else kept)

    def end_paragraph(self) -> None:
        """A paragraph's end; inside a table it is a space in the cell."""
        if self.groups[-1].in_table:
            self.words.append(" ")
            return
        self.end_table()
        self.paragraph += 1
        text, self.words = "".join(self.words), []
        self.flow.text(text, self.paragraph)

    def end_cell(self) -> None:
        """A cell's end."""
        self.row.append(fold("".join(self.words)))
        self.words = []

    def end_row(self) -> None:
        """A row's end."""
        if any(self.row):
            self.rows.append(self.row)
        self.row, self.words = [], []

    def end_table(self) -> None:
        """The end of the rows that belong together; a single column is text in a frame."""
        if max(map(len, self.rows), default=0) > 1:
            self.flow.table(self.rows)
        else:
            for row in self.rows:
                self.flow.text(row[0], self.paragraph)
        self.rows = []


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "rtf"


def read(source: Source) -> Content:
    """The document's paragraphs and tables. Raises UnreadableDocument where it holds no text."""
    page = _CODE_PAGE.search(source.data[:4096])
    reading = _Reading(f"cp{page[1].decode()}" if page else "cp1252")
    for token in _TOKEN.finditer(source.data):
        _take(reading, token)
    reading.groups = [_Group()]
    reading.end_paragraph()
    blocks = reading.flow.blocks()
    if not blocks:
        raise UnreadableDocument("holds no text; save it as PDF or Word")
    return Content(blocks)


def _take(reading: _Reading, token: re.Match[bytes]) -> None:
    word, number, code, sign, brace, plain = token.groups()
    if brace == b"{":
        if len(reading.groups) < _DEEPEST:
            reading.groups.append(replace(reading.groups[-1]))
    elif brace == b"}":
        if len(reading.groups) > 1:
            reading.groups.pop()
    elif plain is not None:
        reading.text(_decoded(plain, reading.encoding))
    elif code is not None:
        reading.text(_decoded(bytes.fromhex(code.decode()), reading.encoding))
    elif sign is not None:
        _take_sign(reading, sign)
    elif word is not None:
        _take_word(reading, word.lower(), int(number) if number else None)


def _take_sign(reading: _Reading, sign: bytes) -> None:
    if sign == b"*":
        reading.starred = True
    elif sign in _SIGNS:
        reading.text(_SIGNS[sign])
    elif sign in b"\\{}":
        reading.text(sign.decode("latin-1"))
    elif sign in b"\r\n":
        reading.end_paragraph()


def _take_word(reading: _Reading, word: bytes, number: int | None) -> None:
    group = reading.groups[-1]
    starred, reading.starred = reading.starred, False
    if word in _DESTINATIONS or (starred and word not in (b"shppict", b"nesttableprops")):
        group.gone = True
    elif word == b"u" and number is not None:
        reading.text(chr(number % 65_536) if not 0xD800 <= number % 65_536 < 0xE000 else "\ufffd")
        reading.skip = group.spare
    elif word == b"uc" and number is not None:
        group.spare = min(max(number, 0), 8)
    elif word == b"v":
        group.gone = number != 0
    elif word in (b"super", b"nosupersub", b"plain"):
        group.raised = word == b"super" and number != 0
    elif word in _SIGNS:
        reading.text(_SIGNS[word])
    elif word in (b"pard", b"intbl"):
        group.in_table = word == b"intbl"
    elif word in (b"par", b"sect", b"page"):
        reading.end_paragraph()
    elif word in (b"cell", b"nestcell"):
        reading.end_cell()
    elif word in (b"row", b"nestrow"):
        reading.end_row()


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "replace")
    except LookupError:
        return raw.decode("cp1252", "replace")


READER = Reader("rtf", _claims, read)
