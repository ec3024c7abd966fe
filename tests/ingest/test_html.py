"""Web pages, as saved by a browser or sent by mail."""

from __future__ import annotations

from collections.abc import Callable

from foi_cli.model import Document, Passage

Read = Callable[[str, "str | bytes"], Document]

PAGE = """<!DOCTYPE html>
<html><head><title>Officers (12/23)</title>
<script>var tables = "<table>";</script><style>p {}</style></head><body>
<div class="cookie-banner"><p>We use cookies. 3 of them.</p></div>
<nav><ul><li>Home</li><li>News 24</li></ul></nav>
<main><h1>Officers (12/23)</h1><h2>Request</h2><ol><li>How many?</li><li>And when?</li></ol>
<h2>Response</h2><p>There were<br>five&nbsp;officers.</p>
<p hidden>Secret 9</p><p style="display: none">Secret 8</p></main>
<footer>Contact 101</footer></body></html>
"""


def _texts(document: Document) -> list[tuple[str, str]]:
    return [(block.style, block.text) for block in document.blocks if isinstance(block, Passage)]


def test_text_is_told_from_furniture(read: Read) -> None:
    document = read("page.html", PAGE)
    assert document.facts == (("title", "Officers (12/23)"),)
    assert _texts(document) == [
        ("banner", "We use cookies. 3 of them."),
        ("banner", "Home"),
        ("banner", "News 24"),
        ("heading", "Officers (12/23)"),
        ("heading", "Request"),
        ("item", "1. How many?"),
        ("item", "2. And when?"),
        ("heading", "Response"),
        ("text", "There were"),
        ("text", "five officers."),
        ("banner", "Contact 101"),
    ]


def _rows(read: Read, table: str) -> list[tuple[tuple[str, ...], ...]]:
    document = read("page.html", f"<html><body><p>Text</p>{table}</body></html>")
    return [found.rows for found in document.tables]


def test_spans_hold_their_text_once_and_first(read: Read) -> None:
    table = """<table><tr><th rowspan="2">Rank</th><th colspan="2">Sex</th></tr><tr><th>M</th><th>F</th></tr>
    <tr><td>Constable</td><td>1,200</td><td>3</td></tr></table>"""
    assert _rows(read, table) == [(("Rank", "Sex", ""), ("", "M", "F"), ("Constable", "1,200", "3"))]


def test_a_caption_or_the_heading_above_is_the_title(read: Read) -> None:
    rows = "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
    page = f"<html><body><h3>By year</h3><table>{rows}</table>"
    page += f"<table><caption>By force</caption>{rows}</table></body></html>"
    assert [table.title for table in read("page.html", page).tables] == ["By year", "By force"]


def test_tables_inside_tables(read: Read) -> None:
    inner = "<table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>"
    data = f"<table><tr><td>Rank</td><td>n</td></tr><tr><td>Constable{inner}</td><td>3</td></tr></table>"
    assert _rows(read, data) == [(("Rank", "n"), ("Constable", "3")), (("x", "1"), ("y", "2"))]
    layout = f"<table><tr><td>{inner}</td></tr></table>"
    assert _rows(read, layout) == [(("x", "1"), ("y", "2"))]


def test_a_table_for_layout_is_text(read: Read) -> None:
    document = read(
        "page.html",
        "<html><body><table><tr><td><p>Dear A</p><p>There were 5.</p></td></tr></table></body></html>",
    )
    assert _texts(document) == [("text", "Dear A"), ("text", "There were 5.")]


def test_a_page_whose_text_is_all_in_divs(read: Read) -> None:
    cells = ["Year", "Male", "Female", "2020", "5", "6", "2021", "7", "8", "Total", "12", "14"]
    rows = _rows(read, "<div>" + "".join(f"<div>{cell}</div>" for cell in cells) + "</div>")
    assert rows == [
        (("Year", "Male", "Female"), ("2020", "5", "6"), ("2021", "7", "8"), ("Total", "12", "14"))
    ]


def test_tables_in_preformatted_text(read: Read) -> None:
    assert _rows(read, "<pre>\nName   A   B\nx      1   2\ny      3   4\n</pre>") == [
        (("Name", "A", "B"), ("x", "1", "2"), ("y", "3", "4"))
    ]


def test_what_is_quoted_below_a_mail_is_quoted_with_its_tables(read: Read) -> None:
    page = """<html><body><p>There were 5.</p><p>From: A</p><p>Sent: 1 May</p><p>To: B</p><p>Subject: C</p>
    <table><tr><td>old</td><td>9</td></tr><tr><td>older</td><td>8</td></tr></table></body></html>"""
    document = read("page.html", page)
    assert document.tables == ()
    assert _texts(document)[-2:] == [("quoted", "old | 9"), ("quoted", "older | 8")]


def test_pictures_are_noted_because_they_may_be_tables(read: Read) -> None:
    page = '<html><body><nav><img src="logo.png"></nav><p>5</p><img alt="Table 1" src="a.png"></body></html>'
    assert read("page.html", page).facts == (
        ("picture", "Table 1 was not read; a table in it is not among the tables"),
    )


def test_content_wins_over_a_name(read: Read) -> None:
    assert read("page.txt", PAGE).reader == "html"


def test_no_entity_and_no_bomb(read: Read) -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a &x; b</p></body></html>'
    assert "root:" not in str(read("page.html", page))
    wide = (
        "<html><body><table>"
        + '<tr><td colspan="99999999" rowspan="99999999">1</td></tr>' * 50
        + "</table></body></html>"
    )
    assert read("page.html", wide).problem == ""
    deep = read("page.html", "<html><body><p>first</p>" + "<div>" * 5_000 + "5")
    assert deep.facts[0][0] == "cut"


def test_a_page_without_text_says_so(read: Read) -> None:
    assert "holds no text" in read("page.html", "<html><body><script>1</script></body></html>").problem


def _listed(read: Read, page: str) -> list[str]:
    return [text for _, text in _texts(read("a.html", f"<html><body>{page}</body></html>".encode()))]


def test_ordered_lists_have_the_numbers_that_a_browser_prints(read: Read) -> None:
    assert _listed(read, "<ol><li>Cost of hire</li><li><p>Number of hires</p><p>By month</p></li></ol>") == [
        "1. Cost of hire", "2. Number of hires", "By month",
    ]  # fmt: skip
    assert _listed(read, "<ol start=4><li>Cost</li><li value=7>Number</li><li>Area</li></ol>") == [
        "4. Cost", "7. Number", "8. Area",
    ]  # fmt: skip
    assert _listed(read, "<ol><li>Please state:<ol type=a><li>cost</li><li>area</li></ol></li></ol>") == [
        "1. Please state:", "a. cost", "b. area",
    ]  # fmt: skip


def test_other_lists_have_none(read: Read) -> None:
    assert _listed(read, "<ul><li>Cost of hire</li><li>Number</li></ul>") == ["Cost of hire", "Number"]
    assert _listed(read, "<ol style='list-style-type: none'><li>Cost of hire</li></ol>") == ["Cost of hire"]
    assert _listed(read, "<ol class='list-unstyled'><li>Cost of hire</li></ol>") == ["Cost of hire"]
    assert _listed(read, "<ol><li>1) Cost</li><li>2023: 45</li><li>Area</li></ol>") == [
        "1) Cost", "2023: 45", "3. Area",
    ]  # fmt: skip
    assert _listed(read, "<ol><li>Dogs<ol><li>small</li></ol></li></ol><p>Cats</p>") == [
        "1. Dogs", "small", "Cats",
    ]  # fmt: skip
    assert _listed(read, "<ol><li><img alt='' src=a.png></li></ol><p>Cats</p>") == ["Cats"]


def test_an_aside_beside_the_main_part_is_furniture(read: Read) -> None:
    aside = "<aside><h2>Other requests</h2><p>Agency spend over 500</p></aside>"
    page = f"<html><body><main><p>5 cases</p>{{}}</main>{aside}</body></html>"
    assert _texts(read("page.html", page.format(""))) == [
        ("text", "5 cases"),
        ("banner", "Other requests"),
        ("banner", "Agency spend over 500"),
    ]
    inside = page.format("<aside><p>of which 2 are old</p></aside>")
    assert _texts(read("page.html", inside))[1] == ("text", "of which 2 are old")
