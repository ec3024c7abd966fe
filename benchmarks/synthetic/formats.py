"""A response as the bytes of a file, in each format that has a writer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from random import Random

from synthetic import office
from synthetic.layouts import LAYOUTS, text
from synthetic.letters import letter
from synthetic.matter import Answer, Grid, Line, Part

WEIGHTS = {
    "txt": 27,
    "html": 11,
    "pdf": 11,
    "xlsx": 10,
    "csv": 9,
    "docx": 8,
    "eml": 6,
    "md": 3,
    "odt": 3,
    "ods": 3,
    "xls": 3,
    "rtf": 3,
    "zip": 3,
}
"""Files of each format in a hundred. .doc, .xlsb and .msg have no writer."""

SHEETS = frozenset({"csv", "xlsx", "xls", "ods"})
"""Formats that hold tables and no letter."""


LETTERS = ("docx", "pdf")
"""Formats in which a mail carries the letter as a file."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its suffix, how the letter was laid out, and its bytes."""

    suffix: str
    layout: str
    data: bytes


def make(chance: Random, answer: Answer) -> Made:
    """The response as a file of some format; refusals and statements are letters, never sheets."""
    suffix = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    if suffix in SHEETS and not all(isinstance(part, Grid) for part in answer.parts):
        suffix = "txt"
    return WRITERS[suffix](chance, answer)


def _txt(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    layout = chance.choice(list(LAYOUTS))
    ends = chance.choice(("\n", "\n", "\r\n"))
    data = text(parts, layout).replace("\n", ends).encode("utf-8")
    return Made("txt", f"{frame} {layout}", b"\xef\xbb\xbf" + data if chance.random() < 0.1 else data)


def _md(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    return Made("md", f"{frame} pipes", text(parts, "pipes", markdown=True).encode("utf-8"))


def _html(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    return Made("html", frame, page(parts).encode("utf-8"))


def page(parts: list[Part]) -> str:
    """A letter as a web page."""
    body = "\n".join(_table(part) if isinstance(part, Grid) else _element(part) for part in parts)
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/foi">Disclosure log 2023</a></li></ul></nav>'
    head = '<meta charset="utf-8"><title>Response</title><script>var total = 1234;</script>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{menu}<main>\n{body}\n</main></body></html>\n"


def _element(line: Line) -> str:
    tag = {"heading": "h2", "item": "li", "question": "h3"}.get(line.style, "p")
    return f"<{tag}>{escape(line.text)}</{tag}>"


def _table(grid: Grid) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows[1:]
    )
    head = "".join(f"<th>{escape(cell)}</th>" for cell in grid.rows[0])
    return f"<p>{escape(grid.title)}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _csv(chance: Random, answer: Answer) -> Made:
    heading = f"{answer.authority}: {answer.subject}, FOI {answer.reference}" if chance.random() < 0.4 else ""
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252"))
    return Made("csv", "preamble" if heading else "bare", sheet(answer, heading).encode(encoding, "replace"))


def sheet(answer: Answer, heading: str) -> str:
    """The tables of a response below one another, as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([[heading], []] if heading else [])
    for grid in _grids(answer):
        writer.writerows([[grid.title], *grid.rows, []])
    return written.getvalue()


def _grids(answer: Answer) -> list[Grid]:
    return [part for part in answer.parts if isinstance(part, Grid)]


def _heading(answer: Answer) -> str:
    return f"{answer.authority}: {answer.subject}"


def _xlsx(_: Random, answer: Answer) -> Made:
    return Made("xlsx", "one sheet", office.xlsx(_grids(answer), _heading(answer)))


def _ods(_: Random, answer: Answer) -> Made:
    return Made("ods", "one sheet", office.ods(_grids(answer), _heading(answer)))


def _xls(_: Random, answer: Answer) -> Made:
    return Made("xls", "one sheet", office.xls(_grids(answer), _heading(answer)))


def _pdf(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    ruled = chance.random() < 0.5
    return Made("pdf", f"{frame} {'ruled' if ruled else 'borderless'}", office.pdf(parts, ruled))


def _docx(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    return Made("docx", frame, office.docx(parts))


def _odt(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    return Made("odt", frame, office.odt(parts))


def _rtf(chance: Random, answer: Answer) -> Made:
    frame, parts = letter(chance, answer)
    return Made("rtf", frame, office.rtf(parts))


def _eml(chance: Random, answer: Answer) -> Made:
    """A mail whose body is the letter, or that carries the letter as a file, or its tables as a CSV file or a
    workbook."""
    frame, parts = letter(chance, answer)
    carried = chance.choice(("body", "html", "docx", "pdf", *(("csv", "xlsx") if _grids(answer) else ())))
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "foi@authority.example"
    mail["To"] = "requester@people.example"
    mail["Date"] = "Thu, 04 May 2023 10:00:00 +0100"
    mail["Subject"] = f"Response to your request FOI {answer.reference}"
    mail["Message-ID"] = f"<{answer.reference.replace('/', '.')}@authority.example>"
    inside: Sequence[Part] = parts
    if carried in ("csv", "xlsx"):
        inside = [part for part in parts if isinstance(part, Line)]
    elif carried in LETTERS:
        inside = [Line("Good morning,"), Line("Please find our response attached."), Line("Kind regards")]
    mail.set_content(text(list(inside), chance.choice(("aligned", "flattened"))), cte="quoted-printable")
    if carried == "html":
        mail.add_alternative(page(parts), subtype="html", cte="quoted-printable")
        mail.set_boundary("=_response_=")
    if carried == "csv":
        mail.add_attachment(
            sheet(answer, "").encode(), maintype="text", subtype="csv", filename="Figures.csv"
        )
    elif carried == "xlsx":
        book = office.xlsx(_grids(answer), _heading(answer))
        mail.add_attachment(book, maintype="application", subtype="octet-stream", filename="Figures.xlsx")
    elif carried in LETTERS:
        whole = office.docx(parts) if carried == "docx" else office.pdf(parts, ruled=True)
        mail.add_attachment(
            whole, maintype="application", subtype="octet-stream", filename=f"Response.{carried}"
        )
    if carried in ("csv", "xlsx", *LETTERS):
        mail.set_boundary("=_response_=")
    return Made("eml", f"{frame} {carried}", mail.as_bytes())


def _zip(chance: Random, answer: Answer) -> Made:
    """A letter and its tables in files of their own, packed together."""
    frame, parts = letter(chance, answer)
    if not _grids(answer):
        return Made("zip", f"{frame} letter", office.packed({"letter.txt": text(parts, "tabs").encode()}))
    words = [part for part in parts if isinstance(part, Line)]
    members = {"letter.txt": text(list(words), "tabs").encode(), "figures.csv": sheet(answer, "").encode()}
    return Made("zip", f"{frame} letter and csv", office.packed(members))


WRITERS: dict[str, Callable[[Random, Answer], Made]] = {
    "txt": _txt,
    "md": _md,
    "html": _html,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "docx": _docx,
    "eml": _eml,
    "odt": _odt,
    "ods": _ods,
    "xls": _xls,
    "rtf": _rtf,
    "zip": _zip,
}
