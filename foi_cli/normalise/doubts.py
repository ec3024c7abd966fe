"""What a person should look at: open periods, unmapped labels, ambiguous units, cells repaired or misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from foi_cli.model import (
    COMPUTED,
    HIDDEN,
    READ_BY_OCR,
    Document,
    Doubt,
    Figure,
    Passage,
    Place,
    Reading,
    Table,
)
from foi_cli.normalise import (
    asking,
    axes,
    categories,
    cells,
    outcomes,
    periods,
    timespans,
    unread,
    words,
    years,
)
from foi_cli.normalise.paragraphs import Paragraph
from foi_cli.normalise.replies import Reply
from foi_cli.normalise.rulings import DECIDED


def raise_(
    reading: Reading, spoken: Sequence[Reply] = (), silent: Sequence[Document] = ()
) -> tuple[Doubt, ...]:
    """The doubts of a reading, in the order of its figures, each kind once for each label or period; `spoken`
    are the letters that it is drawn from, `silent` the documents of whose text nothing was read."""
    return (
        *_open_periods(reading),
        *_other_years(reading),
        *_unmapped(reading),
        *_ambiguous(reading),
        *_repaired(reading),
        *_uncertain(reading),
        *_misread(reading),
        *_unread(reading),
        *_untold(reading, spoken),
        *_passed_over(reading, spoken),
        *_silent(reading.response.response_id, silent),
    )


def _unread(reading: Reading) -> Iterator[Doubt]:
    """Answers with numbers of which none could be read as a figure."""
    told = {figure.question for figure in reading.figures}
    for question in reading.questions:
        if question.number in told or question.outcome not in ("full", "part", "unknown"):
            continue
        found = unread.numbers(question.answer)
        if found:
            yield _no_figure(reading, question.place, " ".join(question.answer.split()), found)


def _untold(reading: Reading, spoken: Sequence[Reply]) -> Iterator[Doubt]:
    """Letters that were asked nothing that we know of, whose answer has numbers and gave no figure."""
    read = {figure.place.file for figure in reading.figures} | {
        asked.place.file for asked in reading.questions
    }
    telling = spoken[1:] or spoken  # a letter that others came with has the numbers of courtesies
    for reply in telling if reading.response.outcome in ("full", "part", "unknown") else ():
        file, letter = reply.document.name, reply.conversation.letter
        told = [item for item in letter.answer if isinstance(item, Paragraph) and item.is_own]
        found = unread.numbers("\n".join(item.text for item in told)) if file not in read else ()
        if found:
            yield _no_figure(reading, told[0].place(file), " ".join(item.text for item in told), found)


def _no_figure(reading: Reading, place: Place, said: str, found: Sequence[str]) -> Doubt:
    """The doubt of an answer that holds numbers and gave no figure."""
    advice = f"no figure was read, but the answer holds {', '.join(found[:6])}"
    return Doubt(reading.response.response_id, "unread-answer", place, said[:200], advice)


def _passed_over(reading: Reading, spoken: Sequence[Reply]) -> Iterator[Doubt]:
    """Numbers in the sentences of an answer that gave other figures, but not these."""
    for reply in spoken:
        file, conversation = reply.document.name, reply.conversation
        figures = [figure for figure in reading.figures if figure.place.file == file]
        read = {number for figure in figures for number in unread.digits(figure.amount.text)}
        told = {figure.question for figure in figures}
        answers = [(each.number, each.answer) for each in conversation.exchanges]
        for number, items in answers or [("", conversation.letter.answer)]:
            own = [item for item in items if isinstance(item, Paragraph) and item.is_own]
            whole = "\n".join(item.text for item in own)
            found = unread.passed_over(whole, read) if number in told else ()
            if found and outcomes.decide(whole) not in outcomes.REFUSALS:
                paragraph = next((item for item in own if found[0] in item.text), own[0])
                place = paragraph.place(file, max(paragraph.text.find(found[0]), 0))
                advice = f"no figure was read of {', '.join(found[:6])}"
                yield Doubt(
                    reading.response.response_id, "unread-number", place, paragraph.text[:200], advice
                )


def _silent(response_id: str, documents: Sequence[Document]) -> Iterator[Doubt]:
    """Documents that came with the letter, are no reply, and have numbers in their text."""
    for document in documents:
        passages = [block for block in document.blocks if isinstance(block, Passage)]
        found = unread.numbers("\n".join(passage.text for passage in passages))
        if found:
            place = Place(document.name, page=passages[0].page, line=passages[0].line)
            advice = f"only its tables were read; its text holds {', '.join(found[:6])}"
            yield Doubt(response_id, "unread-document", place, passages[0].text[:200], advice)


def _open_periods(reading: Reading) -> Iterator[Doubt]:
    """Part years whose end nobody states: a figure for them cannot stand beside a full year."""
    seen: set[str] = set()
    for figure in reading.figures:
        period = figure.period
        if period is not None and period.complete is False and period.end is None and period.text not in seen:
            seen.add(period.text)
            yield Doubt(
                reading.response.response_id,
                "open-period",
                figure.place,
                period.text,
                "a part year whose end is not stated",
            )


def _other_years(reading: Reading) -> Iterator[Doubt]:
    """Questions for years of one kind, all of whose answers are for another: asked in financial years,
    answered in calendar years. The figures are right; what they are compared with may not be."""
    for question in reading.questions:
        said = [period for _, _, period in periods.find(question.text)]
        if asking.kind(question.text, reading.response.request) == "academic":
            said = [timespans.academic(period) for period in said]
        asked = {kind for period in said if (kind := years.kind_of(period))}
        if len(asked) != 1:
            continue
        figures = [f for f in reading.figures if f.question == question.number and f.period is not None]
        given = {kind for f in figures if f.period is not None and (kind := years.kind_of(f.period))}
        if len(given) == 1 and asked != given:
            words = f"asked for {next(iter(asked))} years, answered in {next(iter(given))} years"
            yield Doubt(
                reading.response.response_id, "other-years", figures[0].place, question.text[:200], words
            )


def _unmapped(reading: Reading) -> Iterator[Doubt]:
    """Labels without a category in a table most of whose labels have one."""
    parts = [figure for figure in reading.figures if figure.role == "part"]
    mapped = Counter(_table_of(figure) for figure in parts if figure.category is not None)
    every = Counter(map(_table_of, parts)) if mapped else mapped
    mostly = {table for table, count in mapped.items() if table[1] is not None and 2 * count > every[table]}
    seen: set[str] = set()
    for figure in parts if mostly else ():
        if figure.category is not None or figure.row_label in seen or _table_of(figure) not in mostly:
            continue
        if cells.period(figure.row_label) is None:  # a year is no label
            seen.add(figure.row_label)
            best = next(iter(categories.suggest(figure.row_label)), None)
            yield Doubt(
                reading.response.response_id,
                "unmapped-label",
                figure.place,
                figure.row_label,
                best[0].name if best else "",
                f"{best[1]:.2f}" if best else "",
            )


def _table_of(figure: Figure) -> tuple[str, int | None]:
    """The file of a figure and the number of its table in there."""
    return figure.place.file, figure.table


_AND_MORE = re.compile(r"\s*(?:/|&|,|\b(?:and|or)\b)\s*(?:the\s|any\s|other\s)?", re.IGNORECASE)


def _ambiguous(reading: Reading) -> Iterator[Doubt]:
    """Questions that ask for things of two kinds at once ("complaints and conduct matters") and are answered
    with one number: it counts the first of them, or both, and nobody can tell from the words."""
    asked = {question.number: question.text for question in reading.questions}
    seen: set[tuple[str, str]] = set()
    for figure in reading.figures:
        text, measure = asked.get(figure.question, ""), figure.measure
        if not measure or (figure.question, measure) in seen or DECIDED in figure.note:
            continue
        seen.add((figure.question, measure))
        at = text.lower().find(measure)
        more = _AND_MORE.match(text, at + len(measure)) if at >= 0 else None
        beside = (
            text[more.end() :] if more is not None else measure.partition("/")[0] if "/" in measure else ""
        )
        other = words.unit(beside) if beside else None
        if other is not None and other[1] not in (figure.unit, "gbp", "percent") and figure.unit != "count":
            yield Doubt(reading.response.response_id, "ambiguous-unit", figure.place, measure, figure.unit)


def _uncertain(reading: Reading) -> Iterator[Doubt]:
    """Flattened tables in which rows are shorter than most and nothing says where their lost cells stood."""
    if not any(table.flattened for _, table in reading.tables):
        return
    told = [f for f in reading.figures if f.table is not None and not f.note.endswith(axes.LOST)]
    numbered = {(f.place.file, f.table, f.row) for f in told}
    for file, table in reading.tables:
        if not table.flattened:
            continue
        rows = [
            (at, sum(bool(cell.strip()) for cell in row))
            for at, row in enumerate(table.rows)
            if (file, table.number, at) in numbered
        ]
        usual = Counter(filled for _, filled in rows).most_common(1)[0][0] if rows else 0
        noted = {match[1] for note in table.notes if (match := re.match(r"row (\d{1,9}): ", note))}
        short = [at for at, filled in rows if filled < usual and str(at + 1) not in noted]
        if short:
            yield Doubt(
                reading.response.response_id,
                "uncertain-table",
                table.place(file, short[0], 0),
                " ".join(table.rows[short[0]])[:200],
                f"{len(short)} of {len(rows)} rows lack a cell, and nothing says where it stood",
                f"{1 - len(short) / len(rows):.2f}",
            )


def _misread(reading: Reading) -> Iterator[Doubt]:
    """Cells of scans that a second reading saw otherwise, or the first of a scan in which none is known."""
    for file, table in reading.tables:
        seen_by = next((note for note in table.notes if note.startswith(READ_BY_OCR)), "")
        if seen_by and not table.doubtful:
            first = " ".join(table.title.split() or table.rows[0])[:200]
            advice = f"{seen_by}: look at the picture before a figure is used"
            yield Doubt(reading.response.response_id, "ocr", table.place(file, 0, 0), first, advice)
        for row, column, said in _run_together(table) if seen_by else ():
            cell = " ".join(table.rows[row][column].split())[:200]
            yield Doubt(reading.response.response_id, "ocr", table.place(file, row, column), cell, said)
        for row, column, others in table.doubtful:
            cell = table.rows[row][column]
            seen = " or ".join(repr(other) for other in others[:3])
            yield Doubt(
                reading.response.response_id, "ocr", table.place(file, row, column), cell, f"may be {seen}"
            )


_AT_THE_END = re.compile(r"(?<![\d,.£])£?\d[\d,.]{0,20}%?$")


def _run_together(table: Table) -> Iterator[tuple[int, int, str]]:
    """Cells of a scan that may be a label and the number beside it, read as one: the number is missing there
    and stands in most other rows."""
    filled = [[cells.kind(cell) in ("number", "marker") for cell in row] for row in table.rows]
    usual = {at for at, column in enumerate(zip(*filled, strict=True)) if 2 * sum(column) >= len(column)}
    for at, row in enumerate(table.rows):
        for column in sorted(usual - {0}):
            label = row[column - 1].strip()
            match = _AT_THE_END.search(label[-60:]) if not row[column].strip() else None
            name = label[: -len(match[0])].strip() if match is not None else ""
            if match is not None and any(filled[at]) and any(map(str.isalpha, name)):
                yield at, column - 1, f"may be {name!r} and {match[0]!r} beside it"


_NOTED = (
    (re.compile(r"row (?P<row>\d{1,9}): "), "repaired-row"),
    (re.compile(re.escape(HIDDEN)), "hidden"),
    (re.compile(re.escape(COMPUTED)), "computed"),
    (re.compile(r"cut: "), "cut-off"),
)
"""The notes of a table that a person should look at, with the word for each. That a table goes on over pages,
or shows rounded numbers, is no doubt: findings say what hangs on it."""


def _repaired(reading: Reading) -> Iterator[Doubt]:
    """Rows that arithmetic put right, what is hidden in a sheet, cells whose results were not in the
    file, and totals whose column nobody can tell; the note says how."""
    for file, table in reading.tables:
        for note in table.notes:
            match, kind = next(((m, k) for said, k in _NOTED if (m := said.match(note))), (None, ""))
            if match is None:
                continue
            row = min(int(match["row"]) - 1, len(table.rows) - 1) if "row" in match.groupdict() else 0
            text = " ".join(table.rows[row])[:200] if table.rows else table.title
            yield Doubt(reading.response.response_id, kind, table.place(file, max(row, 0), 0), text, note)
    for figure in reading.figures:
        if figure.note.endswith(axes.LOST):
            yield Doubt(
                reading.response.response_id, "lost-column", figure.place, figure.amount.text, axes.LOST
            )
