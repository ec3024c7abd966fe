"""The counts of a run or a check, its closing sentence and its exit code: one object, so that they agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from foi_cli.model import Document, Finding

FailOn: TypeAlias = Literal["differs", "undecided", "new", "never"]

FINISHED, FAILED, DIFFERS, NOTHING_CHECKED = 0, 1, 3, 4


@dataclass
class Tally:
    """What was seen so far. `differs` and `undecided` leave out what somebody has accepted.

    `new` counts those that differ, are not accepted and were not there at the end of the run before;
    `missing` attachments that are named and not there, `doubts` review items, `faults` responses in which
    the program itself failed.
    """

    documents: int = 0
    unread: int = 0
    responses: int = 0
    figures: int = 0
    agrees: int = 0
    differs: int = 0
    undecided: int = 0
    accepted: int = 0
    new: int = 0
    missing: int = 0
    doubts: int = 0
    faults: int = 0

    def add_documents(self, documents: Iterable[Document]) -> None:
        """Count what was read and what could not be."""
        for document in documents:
            self.documents += 1
            self.unread += bool(document.problem)

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Count judged claims by verdict."""
        for finding in findings:
            if finding.verdict == "agrees":
                self.agrees += 1
            elif finding.accepted:
                self.accepted += 1
            elif finding.verdict == "differs":
                self.differs += 1
            else:
                self.undecided += 1

    def exit_code(self, fail_on: str = "differs") -> int:
        """3 before 1 before 4 before 0, as docs/commands.md says."""
        failing = {
            "differs": self.differs,
            "undecided": self.differs + self.undecided,
            "new": self.new,
            "never": 0,
        }
        if failing[fail_on]:
            return DIFFERS
        if self.unread or self.faults:
            return FAILED
        if not self.agrees + self.differs + self.accepted:
            return NOTHING_CHECKED
        return FINISHED

    def sentence(self) -> str:
        """What happened, in one sentence."""
        judged = [
            f"{count} {word}"
            for count, word in (
                (self.agrees, "agree" if self.agrees != 1 else "agrees"),
                (self.differs, "differ" if self.differs != 1 else "differs"),
                (self.undecided, "could not be decided"),
                (self.accepted, "accepted"),
            )
            if count
        ]
        read = f"{_count(self.documents, 'document')} read" if not self.unread else self._unread()
        if self.faults:
            read += f"; {_count(self.faults, 'response')} could not be finished"
        if not judged:
            return f"{read}. Nothing could be checked: no stated total was found."
        return f"{read}. Of {_count(self._judged(), 'claim')}: {', '.join(judged)}."

    def _judged(self) -> int:
        return self.agrees + self.differs + self.undecided + self.accepted

    def _unread(self) -> str:
        return f"{_count(self.documents - self.unread, 'document')} read, {self.unread} could not be read"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
