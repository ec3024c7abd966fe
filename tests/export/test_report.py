"""report.html: nothing from elsewhere, no markup from a document, every number a way to its source."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from foi_cli.export import html, html_series, html_tables
from foi_cli.export.html_tables import Figures
from foi_cli.model import Amount, Figure, Finding, Period, Place, Reading, Response, Results, Table, a1

Report = Callable[[str], Any]


@pytest.fixture
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Report:
    """Write the report of the named results and parse it."""

    def parsed(name: str) -> Any:
        (path,) = html.write(request.getfixturevalue(name), tmp_path)
        return parser.fromstring(path.read_text(encoding="utf-8"))

    return parsed


SETS = pytest.mark.parametrize("which", ["results", "hostile", "nothing"])


# ── one file, nothing from elsewhere ────────────────────────────────────────────────────────────


@SETS
def test_every_address_is_in_the_page_or_among_the_documents(which: str, report: Report) -> None:
    page = report(which)
    for name in ("href", "src", "action", "data", "poster", "srcset"):
        for address in page.xpath(f"//@{name}"):
            assert address.startswith(("#", "../../")) or address == "data:,", address


@SETS
def test_the_only_script_is_our_own_and_the_policy_names_its_digest(which: str, report: Report) -> None:
    page = report(which)
    (script,) = page.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_no_text_of_a_hostile_document_is_markup(report: Report, evil: tuple[str, ...]) -> None:
    page = report("hostile")
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
    assert not page.xpath("//img | //iframe | //object | //embed | //form | //base")
    assert len(page.xpath("//style")) == len(page.xpath("//title")) == 1
    words = page.text_content()
    assert "<script>alert(1)</script>" in words
    assert "{{ 7*7 }}" in words
    assert "\x1b" not in words
    assert "\u202e" not in words


@SETS
def test_identifiers_are_unique_and_every_link_in_the_page_has_its_target(which: str, report: Report) -> None:
    page = report(which)
    ids = Counter(page.xpath("//@id"))
    assert not [name for name, count in ids.items() if count > 1]
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= ids.keys()


def test_every_figure_stands_once_in_its_source_text(report: Report, results: Results) -> None:
    page = report("results")
    for reading in results.readings():
        for figure in reading.figures:
            (home,) = page.xpath(f"//*[@id='{figure.figure_id}']")
            assert home.text == figure.amount.text


def test_the_same_results_give_the_same_bytes(results: Results, tmp_path: Path) -> None:
    (path,) = html.write(results, tmp_path)
    once = path.read_bytes()
    assert html.write(results, tmp_path)[0].read_bytes() == once
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


# ── what it says ────────────────────────────────────────────────────────────────────────────────


def test_the_verdict_comes_first(report: Report) -> None:
    (lead,) = report("results").xpath("//p[@class='lead']")
    words = "Of 6 checks, 3 agree, 2 differ (1 accepted) and 1 cannot be decided."
    assert " ".join(lead.text_content().split()) == words


def test_nothing_is_never_success(report: Report) -> None:
    page = report("nothing")
    assert "Nothing could be checked." in page.xpath("//p[@class='lead']")[0].text_content()
    assert "Nothing differs." not in page.text_content()


def test_what_differs_comes_first_with_the_table_drawn_and_the_cells_marked(report: Report) -> None:
    page = report("results")
    findings = page.xpath("//article[@data-item='finding']")
    verdicts = [each.get("data-verdict") for each in findings]
    assert verdicts == ["differs", "differs", "undecided"]
    (total,) = findings[1].xpath(".//td[contains(@class, 'differs')]")
    assert total.text_content() == "363 (stated total, differs)"
    assert total.xpath("a/@href") == ["#0a1b2c3d0000.f11"]
    parts = findings[1].xpath(".//td[contains(@class, 'part')]/a/text()")
    assert parts == ["300", "41", "12"]


def test_a_finding_in_a_sentence_shows_the_sentence(report: Report) -> None:
    (quote,) = report("results").xpath("//article[@id='1b2c3d4e0000.c3']//blockquote")
    assert quote.xpath("mark/a/text()") == ["17"]
    assert "In total 17." in quote.text_content()


def test_coverage_shows_who_answered_what(report: Report) -> None:
    (group,) = report("results").xpath("//table[contains(caption, 'g1')]/tbody")
    rows = [[cell.text_content().strip() for cell in row] for row in group]
    assert rows == [
        ["Norbury Police", "part", "full6 figures", "part3 figures", "refused"],
        ["Norbury District Council", "full", "full12 figures", "not asked", "not asked"],
    ]


def test_unread_documents_and_missing_attachments_are_in_sight(report: Report) -> None:
    words = " ".join(report("results").xpath("//section[@id='overview']")[0].text_content().split())
    assert "scan.pdf: the file is empty; ask for it again" in words
    assert "wards.xlsx – named by Norbury District Council" in words


def test_tables_over_the_limit_are_left_out_and_the_page_says_so(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "CELLS", 15)
    words = report("results").text_content()
    assert "1 tables are left out here, because the page would grow too large" in words


# ── tables and answers ──────────────────────────────────────────────────────────────────────────


def test_a_large_table_is_cut_to_what_the_finding_is_about() -> None:
    rows = tuple((f"row {r}", *(str(r * c) for c in range(30))) for r in range(200))
    table = Table(1, rows)
    place = Place("f.txt", table=1, cell="R150C20")
    found = Finding("r", place, "sum", "differs", "exact", "1", "2", "-1", "0", ("R100C20", "R101C20"), "m")
    grid = html_tables.excerpt("f.txt", table, Figures(()), found)
    assert [row[0].text for row in grid.rows] == ["row 0", "row 1", "row 2", "row 99", "row 100", "row 149"]
    assert [row[1].mark for row in grid.rows] == ["", "", "", "part", "part", "differs"]
    assert (grid.rows_left_out, grid.columns_left_out) == (194, 29)


def test_however_many_parts_there_are_the_stated_total_is_drawn() -> None:
    table = Table(1, (tuple(str(c) for c in range(60)),), origin=(1, 1))
    parts = tuple(a1(1, c) for c in range(2, 60))
    found = Finding(
        "r", Place("f.csv", cell="BH1"), "sum", "differs", "exact", "1", "2", "-1", "0", parts, "m"
    )
    (row,) = html_tables.excerpt("f.csv", table, Figures(()), found).rows
    assert len(row) == html_tables.COLUMNS
    assert (row[0].text, row[-1].text, row[-1].mark) == ("0", "59", "differs")


def figure(number: int, text: str, value: str | None = None, **more: Any) -> Figure:
    amount = Amount(text, Decimal(value or text))
    return Figure(f"r.f{number}", "r", Place("f.txt", line=number), amount, **more)


def test_figures_are_marked_in_their_answer_each_after_the_one_before() -> None:
    words = html_tables.words("5 of 15, then 5.", [figure(1, "5"), figure(2, "15"), figure(3, "5")])
    assert [(word.text, word.figure) for word in words] == [
        ("5", "r.f1"),
        (" of ", ""),
        ("15", "r.f2"),
        (", then ", ""),
        ("5", "r.f3"),
        (".", ""),
    ]


def test_a_number_inside_another_is_not_marked() -> None:
    words = html_tables.words("1,204 and 2045 and 3.4", [figure(1, "204"), figure(2, "4")])
    assert [word.figure for word in words] == [""]


# ── series ──────────────────────────────────────────────────────────────────────────────────────


def years(values: dict[str, str], complete: bool = True, **more: Any) -> tuple[Figure, ...]:
    return tuple(
        figure(k, value, period=Period(year, date(int(year[:4]), 1, 1), None, complete), **more)
        for k, (year, value) in enumerate(values.items(), start=int(more.get("row") or 1))
    )


def reading(*figures: Figure) -> Reading:
    return Reading(Response("r", "f.txt", "", "text"), figures=figures)


def test_three_periods_of_the_same_thing_are_a_series_in_order_of_time() -> None:
    (found,) = html_series.series(
        reading(*years({"2022": "3", "2020": "1", "2021": "2"}, measure="cases", unit="cases"))
    )
    assert (found.title, found.unit) == ("cases", "cases")
    assert [each.amount.text for each in found.figures] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "figures",
    [
        years({"2020": "1", "2021": "2"}),
        (*years({"2020": "1", "2021": "2"}, unit="cases"), *years({"2022": "3"}, unit="officers")),
        (*years({"2020": "1", "2021": "2"}), *years({"2021": "3"})),
        tuple(replace(each, period=None) for each in years({"2020": "1", "2021": "2", "2022": "3"})),
    ],
    ids=["too short", "two units", "the same period twice", "no period"],
)
def test_anything_else_is_not_a_series(figures: tuple[Figure, ...]) -> None:
    assert html_series.series(reading(*figures)) == []


def test_part_of_a_year_is_marked_in_the_chart() -> None:
    (found,) = html_series.series(reading(*years({"2020": "1", "2021": "2", "2022": "3"}, complete=False)))
    assert found.incomplete
    assert ">2022*<" in html_series.chart(found)


def test_nothing_of_a_period_is_markup_in_the_chart() -> None:
    figures = years({"2020": "1", "2021": "2", "2022<script>x": "3"})
    (found,) = html_series.series(reading(*figures))
    assert "<script" not in html_series.chart(found)


@pytest.mark.parametrize("values", [["0", "0", "0"], ["-5", "0", "3"], ["0.5", "1234567.25", "1"]])
def test_noughts_negative_numbers_and_fractions_can_be_drawn(values: list[str]) -> None:
    (found,) = html_series.series(reading(*years(dict(zip(("2020", "2021", "2022"), values, strict=True)))))
    assert html_series.chart(found).count("<rect") >= 4


# ── in a browser ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window; the tests are skipped where it or what drives it is missing."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield window
    window.quit()


def show(browser: Any, path: Path, width: int = 1200, scheme: str = "light") -> None:
    """Open a file at this width and in this colour scheme, with all its logs empty before."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(path.as_uri())


LOOKS = pytest.mark.parametrize(
    ("width", "scheme"), [(1200, "light"), (400, "dark")], ids=["wide and light", "narrow and dark"]
)
DRAWN = pytest.mark.parametrize("which", ["results", "hostile"])


@DRAWN
def test_the_browser_asks_for_nothing_and_complains_of_nothing(
    which: str, request: pytest.FixtureRequest, tmp_path: Path, browser: Any
) -> None:
    (path,) = html.write(request.getfixturevalue(which), tmp_path)
    show(browser, path)
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if url != "data:,"] == [path.as_uri()]


@DRAWN
@LOOKS
def test_axe_finds_nothing_serious(
    which: str, width: int, scheme: str, request: pytest.FixtureRequest, tmp_path: Path, browser: Any
) -> None:
    axe = Path(os.environ.get("FOI_AXE_CORE", "/nowhere")) / "axe.min.js"
    if not axe.exists():
        pytest.skip("FOI_AXE_CORE does not name a folder with axe.min.js (npm package axe-core)")
    (path,) = html.write(request.getfixturevalue(which), tmp_path)
    show(browser, path, width, scheme)
    browser.execute_script("document.getElementById('open').click()")
    browser.execute_script(axe.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run(document).then(arguments[0])")
    serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []


@DRAWN
@LOOKS
def test_the_page_is_never_wider_than_the_window(
    which: str, width: int, scheme: str, request: pytest.FixtureRequest, tmp_path: Path, browser: Any
) -> None:
    (path,) = html.write(request.getfixturevalue(which), tmp_path)
    show(browser, path, width, scheme)
    browser.execute_script("document.getElementById('open').click()")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def visible(browser: Any) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('[data-item]')].filter(e => !e.hidden).map(e => e.id)"
    )
    return found


def test_findings_and_responses_are_searched_and_filtered(
    results: Results, tmp_path: Path, browser: Any
) -> None:
    show(browser, html.write(results, tmp_path)[0])
    assert len(visible(browser)) == 6
    browser.execute_script("search.value = 'old MARKET'; filter()")
    assert visible(browser) == ["0a1b2c3d0000.c2", "0a1b2c3d0000.c3", "r-0a1b2c3d0000"]
    browser.execute_script("document.querySelector('.verdict[value=undecided]').click()")
    assert visible(browser) == ["0a1b2c3d0000.c2", "r-0a1b2c3d0000"]
    words = browser.execute_script("return document.getElementById('shown').textContent")
    assert words == "1 findings and 1 responses shown"
    browser.execute_script("search.value = ''; authority.value = 'Norbury Police'; filter()")
    assert visible(browser) == ["1b2c3d4e0000.c3", "r-1b2c3d4e0000"]


def test_a_number_leads_to_its_source_opened_and_highlighted(
    results: Results, tmp_path: Path, browser: Any
) -> None:
    show(browser, html.write(results, tmp_path)[0])
    colour = "return getComputedStyle(document.getElementById('0a1b2c3d0000.f11')).backgroundColor"
    before = browser.execute_script(colour)
    browser.execute_script("document.querySelector('#findings a[href=\"#0a1b2c3d0000.f11\"]').click()")
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert browser.execute_script(colour) != before
    assert browser.execute_script("return document.querySelector('#r-0a1b2c3d0000 details').open")
    top = "return document.getElementById('0a1b2c3d0000.f11').getBoundingClientRect().top"
    assert 0 < browser.execute_script(top) < 900
    assert re.fullmatch(r".*#0a1b2c3d0000\.f11", browser.current_url)
