"""sum: a total is the sum of its parts, whether or not it is called one.

The tables are searched for totals by label, by arithmetic and by structure together; see
`arithmetic.totals`. Every total found is judged: it agrees, it differs, or a figure that is not printed
leaves it undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_cli.arithmetic import causes, totals
from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic.causes import Explanation
from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.verdicts import Cell
from foi_cli.model import Check, Finding, Reading, Table
from foi_cli.reconcile import claimed, intervals, standing
from foi_cli.reconcile.intervals import Interval


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each total of each table, by its cell from the top."""
    ids = claimed.figure_ids(reading)
    for file, table in reading.tables:
        stopped = totals.stopped(table.rows)
        if stopped:
            yield _not_sought(file, table, stopped)
        found = totals.find(table.rows, rounded=standing.shows_rounded(table))
        claims = [claim for claim in found if claim.check == "sum"]
        wrong = [claim for claim in claims if claim.judgement.verdict == "differs"]
        explained = dict(zip(map(id, wrong), _explain(table, wrong), strict=True))
        for claim in claims:
            why = explained.get(id(claim))
            message = _message(table, claim, why)
            finding = claimed.finding(file, table, claim, message, why.cause if why else None, ids)
            yield _revealed(finding, claim) if reading.reveal else finding


def _revealed(finding: Finding, claim: Claim) -> Finding:
    """The same with the part that its total discloses, where there is one."""
    judged = claim.judgement
    if not judged.discloses:
        return finding
    (part,) = (sign for cell, sign in zip(claim.parts, claim.signs, strict=True) if cell in judged.missing)
    about = f", give or take {intervals.written(judged.slack)}" if judged.slack else ""
    value = intervals.written(part * (judged.stated - judged.known))
    message = f"{finding.message.removesuffix('.')}; it is {value}{about}."
    return replace(finding, computed=intervals.span(Interval(judged.low, judged.high)), message=message)


def _not_sought(file: str, table: Table, why: str) -> Finding:
    """That a table was not searched to its end is a finding, too."""
    place = table.place(file, len(table.rows) - 1, 0)
    message = f"Totals down the columns were not sought: {why}."
    return Finding("", place, "sum", "undecided", "explained", "", "", "", "", (), message)


def _explain(table: Table, wrong: Sequence[Claim]) -> list[Explanation]:
    if not wrong:
        return []
    found = causes.explain(grids.read(table.rows), [(claim.total, claim.parts) for claim in wrong])
    return [_or_lost(claim, explanation) for claim, explanation in zip(wrong, found, strict=True)]


def _or_lost(claim: Claim, explanation: Explanation) -> Explanation:
    """A total that is only called one, and is more than all that is listed, may have lost a row."""
    lost = "arithmetic" not in claim.evidence and claim.judgement.difference > 0
    return Explanation("row-lost") if lost and explanation.cause == "unknown" else explanation


def _message(table: Table, claim: Claim, explanation: Explanation | None) -> str:
    judged = claim.judgement
    name = _name(table, claim.total)
    where = table.address(*claim.total)
    count = f"its {len(claim.parts)} parts" if len(claim.parts) > 1 else "its one part"
    span = _span(table, claim.parts)
    total = f"{name} {_written(table, claim.total)} at {where}"
    computed = intervals.written(judged.low)
    if judged.verdict == "agrees":
        how = " within rounding" if judged.basis == "rounding" else ""
        return f"{total} is the sum of {count} ({span}){how}."
    gap = judged.difference
    more = "more" if gap > 0 else "less"
    words = f"{total} is {intervals.written(abs(gap))} {more} than the sum of {count}, {computed} ({span})"
    if judged.verdict == "undecided" and not judged.missing:
        return f"{words}; rounding would explain it, but other totals here are exact."
    if judged.verdict == "undecided":
        gaps = ", ".join(table.address(*cell) for cell in judged.missing[:6])
        short = intervals.written(judged.stated - (judged.low or 0))
        if len(judged.missing) == 1:
            return f"{total} determines {gaps}, which is not printed; the other parts are in {span}."
        return f"{total} holds if those not printed, {gaps}, make up {short}; the other parts are in {span}."
    return words + _because(table, explanation) + _crossing(table, claim) + "."


def _crossing(table: Table, claim: Claim) -> str:
    """Where another sum points to the same figure."""
    if len(claim.crossing) != 1:
        return ""
    if claim.crossing == (claim.total,):
        return "; another sum that it stands in misses by as much"
    return f"; another sum misses by as much through {table.address(*claim.crossing[0])}"


def _because(table: Table, explanation: Explanation | None) -> str:
    if explanation is None or explanation.cause == "unknown":
        return ""
    cells = ", ".join(table.address(*cell) for cell in explanation.cells)
    if explanation.cause == "part-missing":
        return f"; it seems to leave out {cells}" if cells else "; a part seems to be missing"
    return {
        "counted-twice": f"; it seems to count {cells} twice",
        "digit": "; one digit would put it right",
        "transposed": f"; two digits seem to have changed places{' in ' + cells if cells else ''}",
        "sign": f"; a sign seems to be wrong{' at ' + cells if cells else ''}",
        "stale": f"; the same figure stands at {cells}",
        "row-lost": "; a row seems to be lost, or the total holds more than is listed",
    }[explanation.cause]


def _name(table: Table, cell: Cell) -> str:
    """What the table calls this figure: the words of its row, else of its column, else "Total"."""
    row, column = cell
    for text in reversed(table.rows[row][:column]):
        if any(letter.isalpha() for letter in text):
            return " ".join(text.split())[:60]
    for line in reversed(table.rows[:row]):
        if column < len(line) and any(letter.isalpha() for letter in line[column]):
            return " ".join(line[column].split())[:60]
    return "The total"


def _written(table: Table, cell: Cell) -> str:
    return " ".join(table.rows[cell[0]][cell[1]].split())


def _span(table: Table, parts: Sequence[Cell]) -> str:
    """`B2:B13` for a run of cells, else the cells, shortened in the middle."""
    rows, columns = {row for row, _ in parts}, {column for _, column in parts}
    address = table.address
    if len(parts) > 2 and (
        (len(columns) == 1 and max(rows) - min(rows) + 1 == len(parts))
        or (len(rows) == 1 and max(columns) - min(columns) + 1 == len(parts))
    ):
        return f"{address(*parts[0])}:{address(*parts[-1])}"
    names = [address(*cell) for cell in parts]
    return ", ".join(names if len(names) <= 8 else [*names[:4], "…", names[-1]])


CHECK = Check("sum", judge)
