"""What the sentences of a paragraph hand on to the next: the time, the number that was counted, its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from foi_cli.model import Period
from foi_cli.normalise import periods
from foi_cli.normalise.dated import frame_of
from foi_cli.normalise.stated import Statement

_OF_IT = ("before", "above")
"""What is said of a part of the number before it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What is known when a sentence begins.

    `frame` is the period that holds in it, `named` are those that the paragraph has named, in order. `whole`
    is the number that the sentence before counted, None where it counted none or several; `stated` are all
    numbers of the paragraph so far with their periods, `labels` the words for the parts into which one was
    last divided, `priced` what the sums of the sentence before are paid for.
    """

    frame: Period | None = None
    named: tuple[Period, ...] = ()
    whole: Decimal | None = None
    stated: Mapping[Decimal, Period | None] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    priced: tuple[str, ...] = ()

    def last(self, otherwise: Period | None) -> Period | None:
        """The period of the number that was stated last."""
        return next(reversed(list(self.stated.values())), otherwise)

    def opened(self, sentence: str) -> Thread:
        """The same inside this sentence, by the time with which it begins."""
        frame = frame_of(sentence, self.frame, self.named)
        return self if frame is self.frame else replace(self, frame=frame)

    def after(self, sentence: str, stated: Sequence[Statement]) -> Thread:
        """The same behind this sentence, which states these numbers."""
        if not stated and not periods.find(sentence):
            return self
        own = tuple(period for _, _, period in periods.find(sentence))
        if not own and self.frame is not None:
            own = (self.frame,)
        counted = [s.amount.value for s in stated if not s.of and not s.amount.unit and s.amount.value]
        divided = tuple(s.label for s in stated if s.of.startswith(("number ", "all ")))
        told = {s.amount.value: s.period for s in stated if s.amount.value is not None and s.of not in _OF_IT}
        priced = tuple(s.label.rpartition(" / ")[2] for s in stated if s.amount.unit == "gbp")
        whole = counted[0] if len(counted) == 1 else None
        return replace(
            self,
            named=tuple(dict.fromkeys((*self.named, *own))),
            whole=whole if counted or not stated else self.whole,
            stated={**self.stated, **told},
            labels=divided if len(divided) > 1 and all(divided) else self.labels,
            priced=priced,
        )
