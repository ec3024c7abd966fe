"""Which of several readings of a doubtful cell is right: the one in which the totals close.

OCR gives a cell one text, and a second reading of the picture may give it another. Where a total does not
close as printed and exactly one choice among the readings closes it, without opening another, that choice
holds, and the table says so. Only what was read is ever chosen; where two choices close, nothing is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

from foi_cli.arithmetic import amounts, totals
from foi_cli.arithmetic.claims import Claim, Side, side_of
from foi_cli.arithmetic.verdicts import Cell
from foi_cli.model import Table

MOST_CELLS = 60
"""Doubtful figures of a table; where there are more, the picture is too poor to choose from."""
MOST_WAYS = 120
"""Choices tried in a round: each is a search for totals."""
MOST_ROUNDS = 6
"""What one round decides may decide more in the next: first by single cells, then by two of one total."""

Rows = tuple[tuple[str, ...], ...]
Way = tuple[tuple[Cell, str], ...]
"""Cells with the reading that each is given."""


@dataclass(frozen=True, slots=True)
class _Closing:
    """The claims of a table that close, by total and parts, and the sides on which totals do not close."""

    closed: frozenset[tuple[Cell, tuple[Cell, ...]]]
    named: frozenset[tuple[Cell, tuple[Cell, ...]]]
    broken: frozenset[Side]

    def holds(self, cell: Cell) -> bool:
        """Whether a total that is called one, or two of any kind, close with this cell."""
        with_it = [claim for claim in self.closed if cell in (claim[0], *claim[1])]
        return len(with_it) > 1 or any(claim in self.named for claim in with_it)

    def touches(self, cell: Cell) -> bool:
        """Whether any total closes with this cell."""
        return any(cell in (total, *parts) for total, parts in self.closed)


def choose(table: Table) -> Table:
    """The table with those readings of its doubtful cells with which its totals close, and notes of them.

    What the totals decide is doubtful no more; what they do not decide stays as printed, and doubtful.
    """
    options = _options(table)
    if not options or len(options) > MOST_CELLS:
        return table
    rows, closing = table.rows, _closing(table.rows)
    chosen: dict[Cell, str] = {}
    singly: Collection[Side] = ()
    size = 1
    for _ in range(MOST_ROUNDS):
        rest = {cell: texts for cell, texts in options.items() if cell not in chosen}
        closers = _closers(rows, closing, rest, size)
        way = _only(closers, singly if size > 1 else ())
        if way:
            chosen |= way
            rows = _with(rows, way)
            closing = _closing(rows)
        elif size > 1:
            break
        else:
            singly, size = closers.keys(), 2
    settled = [cell for cell in sorted(options) if cell in chosen or closing.holds(cell)]
    notes = [_note(table, cell, options[cell], rows[cell[0]][cell[1]]) for cell in settled]
    doubtful = tuple(doubt for doubt in table.doubtful if doubt[:2] not in settled)
    return replace(table, rows=rows, notes=(*table.notes, *notes), doubtful=doubtful)


def _options(table: Table) -> dict[Cell, tuple[str, ...]]:
    """The other readings of each doubtful cell that are numbers, and other texts than the one printed."""
    found: dict[Cell, tuple[str, ...]] = {}
    for row, column, readings in table.doubtful:
        printed = table.rows[row][column].strip()
        numbers = [text for text in dict.fromkeys(readings) if _is_number(text) and text.strip() != printed]
        if numbers:
            found[row, column] = tuple(numbers)
    return found


def _is_number(text: str) -> bool:
    amount = amounts.read(text) if len(text) <= amounts.LONGEST else None
    return amount is not None and amount.value is not None


def _closing(rows: Rows) -> _Closing:
    claims = list(totals.every(rows))
    closed = [claim for claim in claims if _closes(claim)]
    return _Closing(
        frozenset((claim.total, claim.parts) for claim in closed),
        frozenset((claim.total, claim.parts) for claim in closed if "label" in claim.evidence),
        frozenset(claim.side for claim in claims if not _closes(claim)),
    )


def _closes(claim: Claim) -> bool:
    """Exactly, and by more than one part: nothing within rounding tells one digit from another."""
    judged = claim.judgement
    return judged.verdict == "agrees" and judged.basis == "exact" and len(claim.parts) > 1


def _closers(
    rows: Rows, before: _Closing, options: Mapping[Cell, tuple[str, ...]], size: int
) -> dict[Side, list[Way]]:
    """The ways of this many cells that close a total, by total; none where not all of them can be tried."""
    doubtful = [cell for cell in options if not before.touches(cell)]
    ways = list(islice(_ways(doubtful, options, size), MOST_WAYS + 1))
    found: dict[Side, list[Way]] = defaultdict(list)
    for way in ways if len(ways) <= MOST_WAYS else ():
        for side in _gained(rows, before, way, options):
            found[side].append(way)
    return found


def _only(closers: Mapping[Side, Sequence[Way]], undecided: Collection[Side]) -> Way:
    """The readings of those ways that have no rival for any total they close, nor for any of their cells."""
    rival = {way for side, ways in closers.items() if len(ways) > 1 or side in undecided for way in ways}
    single = sorted({way for ways in closers.values() for way in ways} - rival)
    often = Counter(cell for way in single for cell, _ in way)
    return tuple(reading for way in single if all(often[cell] == 1 for cell, _ in way) for reading in way)


def _ways(cells: Sequence[Cell], options: Mapping[Cell, tuple[str, ...]], size: int) -> Iterator[Way]:
    """Every reading of every cell, or of every two that stand in one row or column."""
    for some in combinations(cells, size):
        if len({row for row, _ in some}) == 1 or len({column for _, column in some}) == 1:
            for texts in product(*(options[cell] for cell in some)):
                yield tuple(zip(some, texts, strict=True))


def _gained(rows: Rows, before: _Closing, way: Way, doubtful: Collection[Cell]) -> Collection[Side]:
    """The totals that this way closes with all of its cells: called so, or broken as printed.

    A sum that passes over other doubtful figures of its line proves nothing: two small numbers soon make a
    third.
    """
    after = _closing(_with(rows, way))
    cells = {cell for cell, _ in way}
    return {
        side_of(*claim)
        for claim in after.closed - before.closed
        if cells <= {claim[0], *claim[1]}
        and (claim in after.named or side_of(*claim) in before.broken)
        and _passes_over_none(claim, after, doubtful)
    }


def _passes_over_none(
    claim: tuple[Cell, Sequence[Cell]], after: _Closing, doubtful: Collection[Cell]
) -> bool:
    """Whether every doubtful figure in the line of a total is in a sum that closes."""
    total, parts = claim
    axis = 1 if parts[0][1] == total[1] else 0
    summed = {cell for other, others in after.closed for cell in (other, *others)}
    return all(cell in summed for cell in doubtful if cell[axis] == total[axis])


def _with(rows: Rows, way: Way) -> Rows:
    changed = [list(row) for row in rows]
    for (row, column), text in way:
        changed[row][column] = text
    return tuple(map(tuple, changed))


def _note(table: Table, cell: Cell, others: Sequence[str], chosen: str) -> str:
    printed = table.rows[cell[0]][cell[1]].strip()
    also = " and ".join(f"'{text.strip()}'" for text in others)
    told = f"'{printed}' read as {also} in a second reading"
    return f"row {cell[0] + 1}: {told}; the totals close with '{chosen.strip()}'"
