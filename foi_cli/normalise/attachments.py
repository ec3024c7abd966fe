"""Files that a letter names or mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_cli.model import Attachment
from foi_cli.normalise import lowercase
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.paragraphs import Paragraph
from foi_cli.normalise.sought import sought
from foi_cli.relate.files import SUFFIX, folded

_STEM = r"\w[\w\-–&]{0,120}"
_FILE = re.compile(rf"(?<![\w./@-]){_STEM}(?:\.{_STEM}){{0,8}}\.{SUFFIX}\b(?!\.\w)", re.IGNORECASE)
_QUOTED_FILE = re.compile(rf"[‘“\"'(](?P<name>\w[\w \-–&(),.]{{0,120}}\.{SUFFIX})[’”\"')]", re.IGNORECASE)
""" "Station reports 2022.xlsx" in quotation marks, whose spaces belong to the name."""
_TOLD = re.compile(r"\b(?:see|attached|enclosed|please|files?|documents?|called|in|the|and)\b", re.IGNORECASE)
"""Words of a remark in brackets, "(see the attached data.csv)", which is no name."""
_FILE_LINE = re.compile(rf"[\w][\w\s\-–&(),.']{{0,150}}\.{SUFFIX}", re.IGNORECASE)
_SENT = re.compile(
    rf"\s{{0,4}}attachment:\s{{1,4}}(?P<name>\S[^\n]{{0,200}}\.{SUFFIX})(?:\s{{1,2}}\([\d.,]{{1,8}}\s?[KMGB]{{1,2}}\))?\s*",
    re.IGNORECASE,
)
"""What a request site says of a file: "Attachment: Response 4471 (final).pdf (120K)"."""
_SUFFIXED = lowercase.compiled(rf"\.{SUFFIX}\b")
_BARE = re.compile(r"(?<![\w/.])[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+(?![\w/.@]|\.\w)")
_ATTACHED = sought(r"\b(?:attach(?:ed|ment|ments)?|enclosed?|enclosing)\b")
_LIST_HEADING = re.compile(
    r"\W*\d{0,2}\s?(?:attachments?|enclosures?|downloads?|documents?)\W*$", re.IGNORECASE
)
_LISTS = sought("attach|enclos|download|document")
"""What a letter says that lists or mentions files."""
_QUOTED_NAME = re.compile(
    r"(?:attached|enclosed)\b[^.‘“\"']{0,60}[‘“\"]([^’”\"\n]{4,80})[’”\"]", re.IGNORECASE
)
_UNNAMED = sought(
    r"\b(?:(?:please\s(?:find|see)|find|see|is|are|in|on|the|an?)\s(?:the\s)?(?P<how>attached|enclosed)"
    r"(?:\s(?:an?|the|latest|our))*(?:\s(?P<what>(?:excel\s)?(?:spreadsheet|workbook|document|report|table|file|list|data|letter|annex|appendix|schedule|pdf)))?)\b",
)


def cited(
    paragraphs: Sequence[Paragraph], file: str, response_id: str, enclosed: Sequence[str] = ()
) -> tuple[Attachment, ...]:
    """The attachments that the letter names, each once, in order; where it names none, one mere mention.

    All named ones are "missing" until `relate.choose` has looked for them. A mere mention means what came
    with the letter (`enclosed`), where anything did.
    """
    whole = lowered("\n".join(paragraph.text for paragraph in paragraphs))
    if not _LISTS.search(whole) and not _SUFFIXED.search(whole):
        return ()
    named: dict[str, Attachment] = {}
    for name, paragraph, offset in _names(paragraphs):
        key = folded(name)
        if key and key not in named:
            named[key] = Attachment(response_id, name, "missing", paragraph.place(file, offset))
    if named:
        return tuple(named.values())
    mentioned = tuple(_unnamed(paragraphs, file, response_id))
    return tuple(replace(each, state="present", file=enclosed[0]) if enclosed else each for each in mentioned)


def _names(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph, int]]:
    listing = False
    for paragraph in paragraphs:
        text = paragraph.text
        small = lowered(text)
        if _LIST_HEADING.fullmatch(text):
            listing = True
            continue
        suffixed = _SUFFIXED.search(small) is not None
        sent = _SENT.fullmatch(text) if suffixed else None
        if sent is not None:
            yield sent["name"], paragraph, sent.start("name")
            continue
        whole = _FILE_LINE.fullmatch(text.strip()) if suffixed else None
        if whole is not None and (listing or "_" in text or " " not in text.strip()):
            yield text.strip(), paragraph, 0
            continue
        if "://" in text or "www." in text:
            continue
        names = _QUOTED_FILE.finditer(text) if suffixed else ()
        quoted = [match for match in names if not _TOLD.search(match["name"])]
        for match in quoted:
            yield match["name"], paragraph, match.start("name")
        for match in _FILE.finditer(text) if suffixed else ():
            if not any(whole.start() < match.start() < whole.end() for whole in quoted):
                yield match.group(), paragraph, match.start()
        if listing or _ATTACHED.search(small):
            for match in _BARE.finditer(text):
                yield match.group(), paragraph, match.start()
            for match in _QUOTED_NAME.finditer(text):
                yield match[1].strip(), paragraph, match.start(1)
        listing = listing and len(text) < 160


def _unnamed(paragraphs: Sequence[Paragraph], file: str, response_id: str) -> Iterator[Attachment]:
    """The first mention of something attached, in the words of the letter."""
    for paragraph in paragraphs:
        match = _UNNAMED.search(lowered(paragraph.text))
        if match is not None:
            name = f"{match['how']} {match['what'] or 'file'}"
            yield Attachment(response_id, name, "unnamed", paragraph.place(file, match.start()))
            return
