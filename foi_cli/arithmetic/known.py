"""What is known already: each relation says that some lines less others are nought, and what follows from
these says nothing new. Equal lines count as one, empty ones as none.
"""

from __future__ import annotations

import numpy as np

from foi_cli.arithmetic.evidence import Relation
from foi_cli.arithmetic.lines import Lines

_PRIME = 2**61 - 1


class Known:
    """What follows from the relations found. The weights are numbers modulo a prime.

    `alike` gives each line the first that is equal to it, `lively` says which are not nought throughout, and
    `twins` gives those that have one all lines equal to them.
    """

    def __init__(self, lines: Lines) -> None:
        first: dict[bytes, int] = {}
        self.alike = list(range(lines.count))
        self.lively: list[bool] = np.asarray(lines.nonzero.any(axis=1)).tolist()
        self.solved: dict[int, dict[int, int]] = {}
        equal: dict[int, list[int]] = {}
        for line in lines.active:
            self.alike[line] = first.setdefault(lines.values[line].tobytes(), line)
            equal.setdefault(self.alike[line], []).append(line)
        several = [tuple(group) for line, group in equal.items() if len(group) > 1 and self.lively[line]]
        self.twins = {line: group for group in several for line in group}

    def add(self, relation: Relation) -> bool:
        """Take a relation in; false when it follows from the others."""
        weights: dict[int, int] = {}
        for line, weight in (*((part, -1) for part in relation.parts), (relation.total, 1)):
            if self.lively[line]:
                alike = self.alike[line]
                weights[alike] = weights.get(alike, 0) + weight
        for line, solution in self.solved.items():
            if weight := weights.get(line, 0):
                for other, share in solution.items():
                    weights[other] = (weights.get(other, 0) - weight * share) % _PRIME
        rest = {line: weight % _PRIME for line, weight in weights.items() if weight % _PRIME}
        if rest:  # a part, rather than the total, which may be part of others
            solved, weight = next(iter(rest.items()))
            inverse = pow(weight, -1, _PRIME)
            self.solved[solved] = {line: weight * inverse % _PRIME for line, weight in rest.items()}
        return bool(rest)
