"""Tables with their truth: numbers first, then totals, then perhaps one fault, then the cells as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from synthetic.matter import Answer, Claim, Grid, known
from synthetic.words import Subject, When, months, years

TOTALS = ("Total", "TOTAL", "Grand Total", "Totals")
FAULTS = ("digit", "part-missing", "counted-twice", "transposed", "stale", "row-lost")


@dataclass(slots=True)
class Numbers:
    """The numbers of a table before they are written: parts, then a row and perhaps a column of totals.

    `hidden` are cells that are printed as "<5" or "*", `empty` such as are left blank (they count as nought).
    """

    cells: list[list[int]]
    across: bool
    hidden: dict[tuple[int, int], str]
    empty: set[tuple[int, int]]

    @property
    def parts(self) -> int:
        """How many rows are parts."""
        return len(self.cells) - 1


def numbers(chance: Random, height: int, width: int, *, across: bool) -> Numbers:
    """A table of parts with its true totals."""
    size = chance.choice((9, 40, 40, 300, 2000))
    cells = [[_number(chance, size) for _ in range(width)] for _ in range(height)]
    if across:
        for row in cells:
            row.append(sum(row))
    cells.append([sum(column) for column in zip(*cells, strict=True)])
    return Numbers(cells, across, {}, set())


def _number(chance: Random, size: int) -> int:
    return 0 if chance.random() < 0.08 else max(1, int(size * chance.random() ** 2) + 1)


def withhold(chance: Random, table: Numbers) -> None:
    """Suppress small parts, as authorities do: all those below five, or some with a star."""
    star = chance.random() < 0.4
    width = len(table.cells[0]) - table.across
    for r in range(table.parts):
        for c in range(width):
            if 0 < table.cells[r][c] < 5 and (not star or chance.random() < 0.5):
                table.hidden[r, c] = "*" if star else "<5"


def spoil(chance: Random, table: Numbers) -> str:
    """Put one fault of a known cause into the table; its name, "" where this table cannot hold one."""
    width = len(table.cells[0]) - table.across
    column = chance.randrange(width)
    total, parts = table.cells[-1], [row[column] for row in table.cells[:-1]]
    large = [n for n, part in enumerate(parts) if part > 0 and (n, column) not in table.hidden]
    cause = chance.choice(FAULTS)
    before = total[column]
    if not large or before < 12 or table.hidden:
        return ""
    if cause == "part-missing":
        total[column] -= parts[chance.choice(large)]
    elif cause == "counted-twice":
        total[column] += parts[chance.choice(large)]
    elif cause == "stale" and column:
        total[column] = total[column - 1]
    elif cause == "row-lost" and table.parts > 4:
        lost = chance.choice(large)
        del table.cells[lost]
        table.empty.clear()
        return cause if all(_column_breaks(table, c) for c in [column]) else ""
    elif cause == "transposed":
        total[column] = _transposed(before)
    else:
        cause = "digit"
        total[column] = before + chance.choice((1, -1, 10, -10, 3)) if before > 20 else before + 1
    return cause if total[column] != before else ""


def _column_breaks(table: Numbers, column: int) -> bool:
    return sum(row[column] for row in table.cells[:-1]) != table.cells[-1][column]


def _transposed(number: int) -> int:
    text = str(number)
    for n in range(len(text) - 1):
        if text[n] != text[n + 1] and not (n == 0 and text[1] == "0"):
            return int(text[:n] + text[n + 1] + text[n] + text[n + 2 :])
    return number + 9


def claims(table: Numbers, fault: int) -> list[Claim]:
    """Every total of the table against its parts, down and across."""
    found = []
    width = len(table.cells[0])
    for c in range(width):
        places = [(r, c) for r in range(table.parts)]
        found.append(_claim(table, table.cells[-1][c], places, fault))
    if table.across:
        for r in range(table.parts + 1):
            places = [(r, c) for c in range(width - 1)]
            found.append(_claim(table, table.cells[r][-1], places, fault))
    return found


def _claim(table: Numbers, stated: int, places: Sequence[tuple[int, int]], fault: int) -> Claim:
    low = sum(table.cells[r][c] for r, c in places if (r, c) not in table.hidden)
    hidden = [table.hidden[place] for place in places if place in table.hidden]
    if not hidden:
        verdict = "agrees" if low == stated else "differs"
        return Claim(str(stated), str(low), verdict, fault if verdict == "differs" else 0)
    return Claim(str(stated), f"{low}..", "undecided")


def breakdown(chance: Random, answer: Answer, subject: Subject, spoiled: bool) -> None:
    """Put a breakdown by category into the answer: over years, over months, or of a single year."""
    shape = chance.choice(("one", "years", "years", "months"))
    when = (
        months(chance) if shape == "months" else years(chance, 1 if shape == "one" else chance.randint(2, 5))
    )
    labels = chance.sample(subject.labels, chance.randint(4, len(subject.labels)))
    wrapped = subject.wrapped if chance.random() < 0.25 else ("", "")
    if wrapped[0]:
        labels[chance.randrange(len(labels))] = " ".join(wrapped)
    across = shape != "one" and chance.random() < 0.4
    table = numbers(chance, len(labels), len(when), across=across)
    fault = ""
    if chance.random() < 0.15 and not spoiled:
        withhold(chance, table)
    if spoiled:
        before = [list(row) for row in table.cells]
        fault = spoil(chance, table)
        if fault == "row-lost":
            gone = next((n for n, row in enumerate(table.cells) if row != before[n]), len(table.cells) - 1)
            del labels[gone]
    write(
        chance,
        answer,
        subject,
        table,
        labels,
        when,
        wrapped if " ".join(wrapped) in labels else ("", ""),
        fault,
    )


def write(
    chance: Random,
    answer: Answer,
    subject: Subject,
    table: Numbers,
    labels: list[str],
    when: list[When],
    wrapped: tuple[str, str],
    fault: str,
) -> None:
    """The table's cells as written, and its figures and claims into the truth."""
    if fault:
        answer.faults.append(fault)
    total, one = chance.choice(TOTALS), len(when) == 1
    heading = f"Number of {subject.noun} in {when[0].text}" if one else f"Number of {subject.noun}"
    columns = [subject.noun.capitalize()] if one else [period.text for period in when]
    columns += [chance.choice(TOTALS[:2])] if table.across else []
    named = [*labels, total]
    thousands = chance.random() < 0.5
    cells = []
    for r, row in enumerate(table.cells):
        cells.append(
            [table.hidden.get((r, c)) or (f"{n:,}" if thousands else str(n)) for c, n in enumerate(row)]
        )
        for c, number in enumerate(row):
            if (r, c) not in table.hidden:
                period = when[c] if c < len(when) else When("", when[0].start, when[-1].end)
                answer.figures.append(known(number, subject.unit, named[r], period))
    answer.claims += claims(table, len(answer.faults) if fault else 0)
    answer.parts.append(Grid(heading, subject.by, columns, named, cells, wrapped, total_row=True))


def money(chance: Random, answer: Answer) -> None:
    """A table with years in its rows: claims paid, claims rejected, and the amount paid."""
    when = years(chance, chance.randint(4, 8))
    rows = [[chance.randint(2, 90), chance.randint(5, 150), chance.randint(20_000, 4_000_000)] for _ in when]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    labels = [*(period.text for period in when), "TOTAL"]
    cells = []
    for row, period in zip(rows, [*when, When("", when[0].start, when[-1].end)], strict=True):
        amount = Decimal(row[2]) / 100
        cells.append([str(row[0]), str(row[1]), f"£{amount:,.2f}"])
        label = period.text or "TOTAL"
        answer.figures += [known(row[0], "claims", label, period), known(row[1], "claims", label, period)]
        answer.figures.append(known(amount.quantize(Decimal("0.01")), "gbp", label, period))
    pence = str((Decimal(rows[-1][2]) / 100).quantize(Decimal("0.01")))
    answer.claims += [Claim(str(n), str(n), "agrees") for n in rows[-1][:2]]
    answer.claims.append(Claim(pence, pence, "agrees"))
    columns = ["Claims paid", "Claims rejected", "Amount paid"]
    answer.parts.append(Grid("Claims for vehicle damage", "Year", columns, labels, cells, total_row=True))


def shares(chance: Random, answer: Answer) -> None:
    """A table of percentages whose rows come to 100."""
    labels = ["Police Officer", "Police Staff", "PCSO", "Specials"][: chance.randint(2, 4)]
    cells = []
    for label in labels:
        male = chance.randint(200, 800)
        pair = [Decimal(male) / 10, Decimal(1000 - male) / 10]
        answer.figures += [known(share, "percent", label) for share in pair]
        cells.append([f"{share}%" for share in pair])
    answer.parts.append(Grid("Ratio of men to women", "Employee type", ["Male", "Female"], labels, cells))
