"""Bytes into blocks: one file a format, each ending in a READER; READERS is the only list of them."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import (
    archive,
    correspondence,
    csv,
    doc,
    docx,
    html,
    mail,
    mbox,
    ods,
    odt,
    outlook,
    pdf,
    rtf,
    text,
    xls,
    xlsb,
    xlsx,
)
from foi_cli.ingest.flow import quoted
from foi_cli.ingest.kinds import kind
from foi_cli.model import INSIDE, Content, Document, Reader, Source

READERS: tuple[Reader, ...] = (
    text.READER,
    html.READER,
    csv.READER,
    xlsx.READER,
    xls.READER,
    xlsb.READER,
    ods.READER,
    docx.READER,
    doc.READER,
    odt.READER,
    rtf.READER,
    pdf.READER,
    mail.READER,
    outlook.READER,
    mbox.READER,
    correspondence.READER,
    archive.READER,
)

HEAD = 65_536
"""How many bytes of a document its possible readers see before one of them claims it."""

_INHERITED = frozenset({"authority", "state"})
"""What is said of a container and holds for the documents inside it as well."""

DEPTH = 5
"""How deep documents may lie in one another: a zip in a mail in a zip …"""


def read(source: Source) -> tuple[Document, ...]:
    """The document, and after it those inside it, in this process and without limits.

    A document that cannot be read is recorded with its `problem`, a phrase that goes on from its name:
    "letter.txt" "is empty".
    """
    document, members = open_one(source)
    return (document, *(inner for member in members for inner in read(member)))


def open_one(source: Source) -> tuple[Document, tuple[Source, ...]]:
    """The document alone, and the documents inside it, still to be read."""
    digest = hashlib.sha256(source.data).hexdigest()
    group = source.group or source.name
    reader, content, problem = "", Content(), ""
    try:
        chosen = _choose(source)
        reader = chosen.name
        content = chosen.read(source)
    except UnreadableDocument as reason:
        problem = _on_one_line(str(reason))
    except MemoryError:
        problem = "needs more memory to read than a document may use"
    except Exception as failure:  # a reader's crash costs its own document only
        words = f"could not be read: {type(failure).__name__} in the {reader} reader ({failure})"
        problem = _on_one_line(words)
    members = content.members
    if members and source.name.count(INSIDE) >= DEPTH:
        problem, members = f"holds further documents more than {DEPTH} levels deep, which were not read", ()
    facts = source.facts + content.facts
    blocks = quoted(content.blocks) if ("written by", "requester") in facts else content.blocks
    document = Document(source.name, group, digest, len(source.data), reader, problem, blocks, facts)
    return document, tuple(_inside(source, group, member) for member in members)


def _on_one_line(words: str) -> str:
    """A reason may quote a name or a library: nothing of it is a line end or an escape code."""
    return "".join(sign if sign.isprintable() else "?" for sign in " ".join(words.split()))


def _inside(container: Source, group: str, member: Source) -> Source:
    """A member under its full name, in its container's group where it has none of its own."""
    return Source(
        f"{container.name}{INSIDE}{member.name}",
        member.data,
        f"{container.name}{INSIDE}{member.group}" if member.group else group,
        (*(fact for fact in container.facts if fact[0] in _INHERITED), *member.facts),
        container.include_hidden,
        member.problem,
    )


def _choose(source: Source) -> Reader:
    """The one reader that claims the source; raises UnreadableDocument where none or several do."""
    if source.problem:
        raise UnreadableDocument(source.problem)
    if not source.data:
        raise UnreadableDocument("is empty: it holds no bytes")
    head = source.data[:HEAD]
    claiming = [reader for reader in READERS if reader.claims(source.name, head)]
    if len(claiming) == 1:
        return claiming[0]
    if claiming:
        names = " and ".join(reader.name for reader in claiming)
        raise UnreadableDocument(f"is claimed by more than one reader: {names}")
    raise UnreadableDocument(_REASONS.get(kind(source.name, head), _unknown(source.name)))


def _unknown(name: str) -> str:
    suffix = PurePosixPath(name).suffix or "no suffix"
    return f"is not a format that foi reads yet ({suffix}); save it as PDF, Word, Excel, CSV or text"


_REASONS = {
    "picture": "is not a format that foi reads yet (a picture); save it as PDF, of which scans are read",
    "locked": "is protected by a password; ask the authority for an open copy",
    "pptx": "is not a format that foi reads yet (slides); save it as PDF",
    "ppt": "is not a format that foi reads yet (slides); save it as PDF",
    "odp": "is not a format that foi reads yet (slides); save it as PDF",
}
"""Why a known container is not read."""
