"""What several responses of one authority state of the same thing.

Very many figures meet, of which few come to anything: so they are compared by what `Stated` holds of them,
the meetings of two responses are weighed together, and only what is left is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_cli.model import CheckName, Figure, Finding, Meeting, Response, Stated, Verdict
from foi_cli.reconcile import repeat, series, standing
from foi_cli.reconcile.repeat import near


def across(responses: Sequence[tuple[Response, Sequence[Stated]]]) -> Iterator[Meeting]:
    """Every two figures of one key that meet in several responses, whose order is that of their files.

    The meetings of two responses are to be weighed together, whatever their keys, and what is left of them is
    to be told. None is about what was computed here. It is undecided where two differ of which one was read
    from a picture.
    """
    found: tuple[tuple[CheckName, Iterator[tuple[Stated, Stated, bool]]], ...] = (
        ("repeat", repeat.across(responses)),
        ("series", series.across(responses)),
    )
    for check, pairs in found:
        for earlier, later, agrees in pairs:
            if earlier.computed or later.computed:
                continue
            unsure = earlier.pictured or later.pictured
            verdict: Verdict = "agrees" if agrees else "undecided" if unsure else "differs"
            close = near(earlier.value, later.value)
            yield Meeting(check, verdict, close, earlier.figure_id, later.figure_id)


def tell(meeting: Meeting, before: Response, earlier: Figure, later: Figure) -> Finding:
    """The finding, without a number, for a meeting that was weighed; it belongs to the later figure."""
    if meeting.check == "repeat":
        finding = repeat.told(earlier, later, before)
    else:
        finding = series.told(earlier, later)
    if meeting.verdict != "undecided":
        return finding
    if any(standing.is_pictured(figure.note) for figure in (earlier, later)):
        return standing.doubted(finding)
    return repeat.nobody_knows(finding)
