"""Words on stderr: sentences for people, or one JSON object a line for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from foi_cli.model import Document
from foi_cli.report.visible import visible


@dataclass(frozen=True, slots=True)
class Log:
    """Where the words of one call go. `run` identifies the run in JSON, "" outside a project."""

    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    run: str = ""

    def event(self, stage: str, document: str, outcome: str, seconds: float, detail: str = "") -> None:
        """What a stage did with a document: always in JSON, with --verbose in words."""
        if self.as_json:
            self._object(
                stage=stage, document=document, outcome=outcome, seconds=round(seconds, 4), detail=detail
            )
        elif self.verbose:
            self._line(f"{stage}: {document}: {outcome}" + (f" ({detail})" if detail else ""))

    def problems(self, documents: Iterable[Document], stage: str = "ingest") -> None:
        """Name each document that could not be read, and why; never left out, not even with --quiet."""
        for document in documents:
            if document.problem and self.as_json:
                self._object(stage=stage, document=document.name, outcome="unread", detail=document.problem)
            elif document.problem:
                self._line(f"{document.name} {document.problem}")

    def fault(self, document: str, fault: str) -> None:
        """The program itself failed on a document; never left out."""
        if self.as_json:
            self._object(document=document, outcome="failed", detail=fault)
        else:
            self._line(f"{document}: {fault}")

    def sentence(self, words: str) -> None:
        """Say this to whoever is there."""
        if self.as_json:
            self._object(message=words)
        elif not self.quiet:
            self._line(words)

    def _object(self, **fields: object) -> None:
        record = {"run": self.run} | {name: value for name, value in fields.items() if value != ""}
        print(json.dumps(record), file=sys.stderr, flush=True)  # noqa: T201

    def _line(self, words: str) -> None:
        print(visible(words), file=sys.stderr, flush=True)  # noqa: T201
