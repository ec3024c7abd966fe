"""What a line or sentence states: a number, with what the words beside it say of it."""

from __future__ import annotations

from dataclasses import dataclass

from foi_cli.model import Amount, Period


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that a paragraph states. `offset` is where it stands in the paragraph.

    `noun` are the words behind it that say what it counts, `label` those that stand before it for what it is
    a number of; both are "" where only the question says so. `of` says what it is a part of: "question 5",
    "above" (the answer before), "whole" (a greater number of the same sentence), "before" (the number before
    it in the paragraph), "number 64" (the 64 that was stated), "all 64" (the same, all of whose parts the
    sentence names), "". `prose` is true of a number inside a sentence.
    """

    amount: Amount
    offset: int
    label: str = ""
    noun: str = ""
    period: Period | None = None
    of: str = ""
    note: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()
    prose: bool = False
