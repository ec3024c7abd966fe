"""Web pages: text blocks and tables from the DOM; scripts gone, menus and banners marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import cells, posts
from foi_cli.ingest.encoding import decode, fold
from foi_cli.ingest.flow import Flow
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.listed import Lists
from foi_cli.ingest.raised import raised
from foi_cli.model import Content, Reader, Source, Style

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*>")

_GONE = frozenset(
    "script style noscript template svg math head object iframe canvas audio video select datalist"
    " dialog".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 table ul ol dl blockquote pre section article main header footer nav aside form"
    " fieldset figure hr address details summary body".split()
)
_LINES = frozenset("div li dt dd br tr td th caption legend figcaption label option center title".split())
_FURNITURE = re.compile(
    r"\b(?:cookies?|consent|breadcrumbs?|nav(?:bar|igation)?|menu|skip-?links?|exit-this-page|site-?(?:header|footer)|page-?footer|sidebar|social|share|phase-banner|newsletter)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 250
_MOST_PICTURES = 50


@dataclass(slots=True)
class _Page:
    """What is being read: the flow so far, and the words of the line that is being collected."""

    flow: Flow = field(default_factory=Flow)
    words: list[str] = field(default_factory=list)
    line: int = 1
    style: Style = "text"
    kept: bool = False
    pictures: list[str] = field(default_factory=list)
    posts: Mapping[etree._Element, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    mark: str = ""

    def end_line(self) -> None:
        """Finish the line of text that is being collected; white space counts only where it is `kept`."""
        text = "".join(self.words)
        self.words.clear()
        if text and not text.isspace():
            self.flow.text(self.mark + (text if self.kept else fold(text)), self.line, self.style)
            self.mark = ""

    def begin(self, element: etree._Element, tag: str) -> None:
        """A line of its own for an element that has one, behind the number of its item."""
        if tag in _PARAGRAPHS or tag in _LINES:
            self.end_line()
            self.line = element.sourceline or self.line  # type: ignore[assignment]
        if tag in _PARAGRAPHS:
            self.flow.gap()
        if tag == "li":
            self.mark = self.lists.mark(element)

    def end(self, tag: str) -> None:
        """What stands behind an element that has a line of its own begins another."""
        if tag in _PARAGRAPHS or tag in _LINES:
            self.end_line()
        if tag in _PARAGRAPHS:
            self.flow.gap()
        if tag == "li":
            self.mark = ""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "html"


def read(source: Source) -> Content:
    """The page's text and tables. Raises UnreadableDocument where it holds neither."""
    declared = _CHARSET.search(source.data[:2048])
    text = decode(source.data, declared[1].decode("ascii") if declared else "")
    return content(text, archive=True)


def content(text: str, *, archive: bool = False) -> Content:
    """The text and tables of a page, or of the HTML part of a mail; an `archive` may hold messages."""
    root, problems = _parse(text)
    if root is None:
        raise UnreadableDocument("holds no text, only markup")
    marked = posts.find(root) if archive else {}
    page = _walked(root, marked)
    run = page.flow.messages() if archive else None
    if marked and run is None:
        page = _walked(root, {})
    blocks = page.flow.blocks(run)
    if not blocks:
        raise UnreadableDocument("holds no text, only markup and scripts; save the page after it has loaded")
    title = fold(root.findtext(".//title") or "")
    facts = [("title", title)] if title else []
    facts += [("date", run.answered.isoformat())] if run is not None else []
    facts += (
        ("picture", f"{name} was not read; a table in it is not among the tables") for name in page.pictures
    )
    return Content(blocks, (*facts, *problems))


def _walked(root: etree._Element, marked: Mapping[etree._Element, str]) -> _Page:
    """The page read; all around the messages that are marked in it is furniture."""
    page = _Page(posts=marked, style="banner" if marked else "text")
    _walk(root, page, 0)
    page.end_line()
    return page


def _parse(text: str) -> tuple[etree._Element | None, tuple[tuple[str, str], ...]]:
    """The root of the page, and a fact for what the parser had to leave out. Nothing is ever fetched."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    text = text.lstrip()
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.ParserError:
        return None, ()
    except etree.XMLSyntaxError:
        return None, ()
    cut = [
        entry
        for entry in parser.error_log
        if entry.level_name == "FATAL" or "xcessive depth" in entry.message
    ]
    facts = tuple(
        ("cut", f"the page was read only up to line {entry.line}: {fold(entry.message)}") for entry in cut[:1]
    )
    return root, facts


def _walk(element: etree._Element, page: _Page, depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _GONE or depth > _DEEPEST or _is_hidden(element):
        return
    style, kept = page.style, page.kept
    if tag == "img" and style != "banner" and len(page.pictures) < _MOST_PICTURES:
        page.pictures.append(_picture(element))
    page.begin(element, tag)
    if element in page.posts:
        style = page.style = "text"
        if page.posts[element]:
            page.flow.text(f"From: {page.posts[element]}", page.line, page.style)
    if tag == "table" and page.style != "banner" and _read_table(element, page, depth):
        return
    if tag == "sup":
        page.words.append(raised("".join(map(str, element.itertext()))))
        return
    page.style = _style(element, tag, style)
    page.kept = kept or tag == "pre"
    page.words.append(element.text or "")
    for child in element:
        _walk(child, page, depth + 1)
        page.words.append(child.tail or "")
    page.end(tag)
    page.style, page.kept = "banner" if element in page.posts else style, kept


def _picture(element: etree._Element) -> str:
    """What a picture is called: its words for those who cannot see it, or its file."""
    address = (element.get("src") or "").partition("?")[0]
    name = element.get("alt") or ("" if address.startswith("data:") else address)
    return fold(name)[:200] or "a picture"


def _style(element: etree._Element, tag: str, style: Style) -> Style:
    if style in ("banner", "quoted"):
        return style
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return "heading"
    if _is_furniture(element, tag):
        return "banner"
    if tag == "blockquote" and (element.get("type") == "cite" or "quote" in (element.get("class") or "")):
        return "quoted"
    return "item" if tag == "li" else style


def _is_furniture(element: etree._Element, tag: str) -> bool:
    if tag in ("nav", "footer") or element.get("role") in ("navigation", "contentinfo", "search", "menu"):
        return True
    if tag == "aside" and next(element.iterancestors("main", "article"), None) is None:
        return element.getroottree().find(".//main") is not None
    if tag in ("body", "html", "main", "article", "td", "tr", "table", "p"):
        return False
    if not element.keys():
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        _FURNITURE.search(named) is not None
        and element.find(".//main") is None
        and element.find(".//h1") is None
    )


def _is_hidden(element: etree._Element) -> bool:
    if not element.keys():
        return False
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _read_table(element: etree._Element, page: _Page, depth: int) -> bool:
    """Read a table of data as a Table, then those inside its cells; False where it only lays out the page."""
    grid = cells.grid(element)
    nested = [
        inner
        for cell in (element.iter("td", "th") if element.find(".//table") is not None else ())
        for inner in cell.iterchildren("table", "div", "center")
        if inner.tag == "table" or inner.find(".//table") is not None
    ]
    if (
        (len(grid) < 2 and not (grid and len(grid[0]) > 1))
        or max(map(len, grid), default=0) < 2
        or (nested and not cells.has_numbers(grid))
    ):
        return False
    caption = element.find("caption")
    page.flow.table(grid, fold("".join(map(str, caption.itertext()))) if caption is not None else "")
    for inner in _outermost(element):
        _walk(inner, page, depth + 1)
    return True


def _outermost(table: etree._Element) -> Iterator[etree._Element]:
    for inner in table.iter("table"):
        if inner is not table and next(inner.iterancestors("table")) is table:
            yield inner


READER = Reader("html", _claims, read)
