"""The first sheet of the audit book: what there is at a glance, with a chart of it per response."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from xlsxwriter.chart_bar import ChartBar

from foi_cli.export.book import Entry, Sheet, to_cell
from foi_cli.model import Finding, Reading, a1

CHARTED = 25
"""Responses in the chart: those with most that differs, then most that is undecided."""

_HEAD = ("Response", "Figures", "Agrees", "Differs", "Undecided", "Response ID", "File")
_COLOURS = ("#7F7F7F", "#2E7D32", "#C62828", "#F9A825")
_GUIDE = (
    ("Findings", "Every check, what differs first; its ID leads to the check below the table."),
    ("Review", "What a person should decide; fill in decision, new, reason and who."),
    ("Tables", "Every table as it stood; below it each stated total beside a live formula over its parts."),
    ("Responses, Questions, Figures, Attachments", "As in the CSV files of the same names."),
)


@dataclass
class Tally:
    """What there is, counted while the other sheets are written."""

    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    _worst: list[tuple[tuple[int, int, int], tuple[str | int, ...]]] = field(default_factory=list)

    def add(self, reading: Reading, findings: Sequence[Finding]) -> None:
        """Count a response."""
        response, verdicts = reading.response, Counter(finding.verdict for finding in findings)
        self.counts["Responses"] += 1
        self.counts["Documents that could not be read"] += bool(response.problem)
        self.counts["Questions"] += len(reading.questions)
        self.counts["Figures"] += len(reading.figures)
        self.counts["Checks that agree"] += verdicts["agrees"]
        self.counts["Checks that differ"] += verdicts["differs"]
        self.counts["of these accepted"] += sum(f.accepted for f in findings if f.verdict == "differs")
        self.counts["Checks that cannot be decided"] += verdicts["undecided"]
        self.counts["Attachments missing"] += sum(a.absent for a in reading.attachments)
        row = (
            response.authority or response.file,
            len(reading.figures),
            verdicts["agrees"],
            verdicts["differs"],
            verdicts["undecided"],
            response.response_id,
            response.file,
        )
        rank = verdicts["differs"], verdicts["undecided"], -self.counts["Responses"]
        heapq.heappush(self._worst, (rank, row))
        if len(self._worst) > CHARTED:
            heapq.heappop(self._worst)

    @property
    def worst(self) -> list[tuple[str | int, ...]]:
        """The responses of the chart, what differs most first."""
        return [row for _, row in sorted(self._worst, reverse=True)]


def write(sheet: Sheet, tally: Tally) -> None:
    """Write the summary: counts, the way about the book, what was left out, and the chart with its rows."""
    sheet.add([Entry("Freedom of Information responses: audit", "title")])
    sheet.add([_sentence(tally.counts)])
    sheet.add()
    for name, count in tally.counts.items():
        sheet.add([name, count])
    sheet.add()
    sheet.add([Entry("The sheets", "heading")])
    for name, words in _GUIDE:
        target = name.partition(",")[0]
        sheet.add([Entry(name, link=to_cell(target, 1, 1)), words])
    for words in tally.left_out:
        sheet.add(["Left out", words])
    sheet.add()
    _chart(sheet, tally.worst)


def _sentence(counts: Counter[str]) -> str:
    checks = [counts[f"Checks that {word}"] for word in ("agree", "differ", "cannot be decided")]
    if not sum(checks):
        return "Nothing could be checked."
    agree, differ, undecided = checks
    return (
        f"Of {sum(checks):,} checks {agree:,} agree, {differ:,} differ and {undecided:,} cannot be decided."
    )


def _chart(sheet: Sheet, rows: Sequence[tuple[str | int, ...]]) -> None:
    if not rows:
        return
    sheet.add([Entry("Figures and findings per response", "heading")])
    if len(rows) == CHARTED:
        sheet.add(
            [f"The {CHARTED} responses with most that differs; all of them are on the sheet Responses."]
        )
    top = sheet.add([Entry(name, "head") for name in _HEAD])
    for row in rows:
        sheet.add(row)
    chart = cast(ChartBar, sheet.book.workbook.add_chart({"type": "bar"}))
    for column, colour in enumerate(_COLOURS, start=2):
        chart.add_series(
            {
                "name": f"=Summary!${a1(top, column)[:1]}${top}",
                "categories": f"=Summary!$A${top + 1}:$A${top + len(rows)}",
                "values": f"=Summary!${a1(1, column)[:1]}${top + 1}:${a1(1, column)[:1]}${top + len(rows)}",
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": "Figures and findings per response", "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "#,##0"})
    chart.set_size({"width": 900, "height": 160 + 50 * len(rows)})
    words = "Bar chart of the rows beside it: figures, and checks that agree, differ and cannot be decided."
    sheet.worksheet.insert_chart(sheet.next + 1, 0, chart, {"description": words})
