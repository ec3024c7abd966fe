"""What a cell claims: to be the sum, or the balance, of others; why we think so; and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from foi_cli.arithmetic.verdicts import Cell, Judgement

Check = Literal["sum", "balance"]
Evidence = Literal["label", "arithmetic", "structure"]
Side = tuple[Cell, bool]
"""A total, and whether its parts stand in its row."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One cell that claims to be the sum of others, judged. Cells are zero-based (row, column).

    `signs` are +1 or -1 for each part; a balance has both. `evidence` is why we think that it claims so,
    `score` how strong that is in bits. `beside` says that the parts stand next to their total, `near` that
    no more than rounding is amiss, `omitted` which of the parts the total leaves out, `crossing`
    through which of its cells another total misses by the same.
    """

    check: Check
    total: Cell
    parts: tuple[Cell, ...]
    signs: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    judgement: Judgement
    score: float
    beside: bool = True
    near: bool = False
    omitted: tuple[Cell, ...] = ()
    crossing: tuple[Cell, ...] = ()

    @property
    def side(self) -> Side:
        """Its total, and whether its parts stand in the row of that."""
        return side_of(self.total, self.parts)

    @property
    def differs(self) -> bool:
        """Whether the total is not what its parts make it."""
        return self.judgement.verdict == "differs"


def side_of(total: Cell, parts: Sequence[Cell]) -> Side:
    """A total, and whether these parts of it stand in its row."""
    return total, parts[0][0] == total[0]
