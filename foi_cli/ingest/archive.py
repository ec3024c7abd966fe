"""Zip archives: the documents inside, and what the layouts of Alaveteli sites say of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import decode, fold
from foi_cli.ingest.kinds import kind
from foi_cli.model import Content, Reader, Source

MEMBERS = 10_000
"""Documents of one archive."""

LARGEST = 100 * 1024 * 1024
"""Bytes of one document once unpacked."""

TOTAL = 500 * 1024 * 1024
"""Bytes of all documents of one archive once unpacked."""

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What a zip raises that is damaged or lies about itself, when it is opened and when a member is read."""

_LETTERS = frozenset(".txt .md .html .htm .pdf .docx .doc .odt .rtf .eml .msg".split())
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_OF_BATCH = re.compile(
    r"(?P<authority>[^/]+) - (?P<title>\w+)/(?P<time>\d[^/]*)/"
    r"(?:(?P<way>incoming|outgoing)_\d+\.txt|attachments-\d+/.+)"
)
_OF_REQUEST = re.compile(r"(?:[^/]+/)?(?P<message>\d{1,3})_\d{1,3}_[^/]+")
_DASHBOARD = re.compile(r"batch-[^/]*dashboard[^/]*\.csv")
_DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "zip"


def read(source: Source) -> Content:
    """The documents inside. Raises UnreadableDocument for an archive that is damaged or holds none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except DAMAGED as reason:
        raise UnreadableDocument(f"is a damaged zip archive ({reason}); ask for it again") from reason
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    wanted = sorted(
        (entry for entry in files if not _JUNK.search(entry.filename)), key=lambda entry: entry.filename
    )
    if not wanted:
        raise UnreadableDocument("is a zip archive without documents")
    members = tuple(_members(archive, wanted[:MEMBERS]))
    facts = []
    if len(wanted) > MEMBERS:
        facts.append(("cut", f"only the first {MEMBERS:,} of {len(wanted):,} documents inside were read"))
    if len(files) > len(wanted):
        facts.append(("left out", f"{len(files) - len(wanted)} hidden files of the system that packed it"))
    dashboards = [member for member in members if _is_dashboard(member)]
    facts.extend(
        ("left out", f"{member.name}: its states are facts of the requests") for member in dashboards
    )
    return Content(facts=tuple(facts), members=_grouped(members, alone=not source.group))


def _members(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Source]:
    """The documents, or why one could not be unpacked."""
    left = TOTAL
    for entry in entries:
        name = fold("".join(sign if sign.isprintable() else "?" for sign in entry.filename)).replace(
            "\\", "/"
        )
        data, problem = b"", ""
        if entry.flag_bits & 1:
            problem = "is protected by a password; ask the authority for an open copy"
        elif entry.file_size > LARGEST or entry.file_size > left:
            problem = f"was not unpacked: {entry.file_size:,} bytes are more than an archive may hold"
        else:
            try:
                data = archive.read(entry)
            except DAMAGED as reason:
                problem = f"could not be unpacked ({reason}); ask for the archive again"
        left -= len(data)
        yield Source(name.strip("/"), data, problem=problem)


def _grouped(members: Sequence[Source], *, alone: bool) -> tuple[Source, ...]:
    """The members with the response that each belongs to and what the archive's layout says of it.

    An archive that came inside something else (not `alone`) belongs to its response as a whole. Otherwise
    the files of a folder are one response where at most one of them is a letter.
    """
    states = _states(members)
    folders: dict[str, list[Source]] = defaultdict(list)
    for member in members:
        folders[str(PurePosixPath(member.name).parent)].append(member)
    requests = {
        folder for folder, inside in folders.items() if any(_is_correspondence(member) for member in inside)
    }
    single = {
        folder for folder, inside in folders.items() if sum(_is_letter(member) for member in inside) <= 1
    }
    found = []
    for member in members:
        if _is_dashboard(member):
            continue
        folder = str(PurePosixPath(member.name).parent)
        batch = _OF_BATCH.fullmatch(member.name)
        if batch is not None:
            found.append(_of_batch(member, batch, states))
        elif folder in requests:
            number = _OF_REQUEST.fullmatch(member.name)
            facts = (("message", number["message"]),) if number else ()
            found.append(_with(member, "" if folder == "." else folder, facts))
        else:
            shared = not alone or folder in single
            own = "" if folder == "." or not alone else folder
            found.append(_with(member, own if shared else member.name, ()))
    return tuple(found)


def _of_batch(member: Source, match: re.Match[str], states: dict[str, str]) -> Source:
    """A message or attachment of a batch of requests; what the requester wrote is marked as such."""
    day = _DAY.match(match["time"])
    facts = [("authority", match["authority"]), ("title", match["title"].replace("_", " "))]
    if day:
        facts.append(("requested" if match["way"] == "outgoing" else "date", "-".join(day.groups())))
    if match["authority"] in states:
        facts.append(("state", states[match["authority"]]))
    if match["way"] == "outgoing":
        facts.append(("written by", "requester"))
    return _with(member, f"{match['authority']} - {match['title']}", tuple(facts))


def _with(member: Source, group: str, facts: tuple[tuple[str, str], ...]) -> Source:
    return Source(member.name, member.data, group, facts, problem=member.problem)


def _states(members: Sequence[Source]) -> dict[str, str]:
    """The state of each authority's request, from the dashboard of a batch."""
    states: dict[str, str] = {}
    for member in members:
        if _is_dashboard(member):
            for row in csv.DictReader(io.StringIO(decode(member.data))):
                if row.get("authority_name") and row.get("request_status"):
                    states[row["authority_name"]] = row["request_status"]
    return states


def _is_dashboard(member: Source) -> bool:
    """Whether this is the table of states that comes with a batch of requests."""
    return _DASHBOARD.fullmatch(member.name) is not None and b"request_status" in member.data[:200]


def _is_correspondence(member: Source) -> bool:
    return PurePosixPath(member.name).stem == "correspondence"


def _is_letter(member: Source) -> bool:
    return PurePosixPath(member.name).suffix.lower() in _LETTERS


READER = Reader("zip", _claims, read)
