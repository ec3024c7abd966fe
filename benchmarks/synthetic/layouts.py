"""Tables in plain text, in the ways in which letters draw them or lose them."""

from __future__ import annotations

from collections.abc import Callable

from synthetic.matter import Grid, Line, Part


def tabbed(grid: Grid) -> list[str]:
    """Cells with a tab between; a long label broken over two lines, the second with an empty cell."""
    return [line for row in grid.rows for line in _broken(grid, row, "\t")]


def flattened(grid: Grid) -> list[str]:
    """Cells with one space between: the columns are lost."""
    return [line for row in grid.rows for line in _broken(grid, row, " ")]


def _broken(grid: Grid, row: list[str], gap: str) -> list[str]:
    first, second = grid.wrapped
    if first and row[0] == f"{first} {second}":
        return [gap.join([first, *row[1:]]), second + ("\t" if gap == "\t" else "")]
    return [gap.join(row)]


def aligned(grid: Grid) -> list[str]:
    """Columns held by spaces, numbers to the right."""
    widths = _widths(grid)
    return [
        row[0].ljust(widths[0])
        + "".join("   " + c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))
        for row in grid.rows
    ]


def piped(grid: Grid) -> list[str]:
    """A Markdown table."""
    lines = ["| " + " | ".join(row) + " |" for row in grid.rows]
    return [lines[0], "|" + "---|" * (len(grid.columns) + 1), *lines[1:]]


def boxed(grid: Grid) -> list[str]:
    """A frame of box-drawing characters, a rule under every row."""
    return _framed(grid, "│", "┌┬┐", "├┼┤", "└┴┘", "─")


def plussed(grid: Grid) -> list[str]:
    """A frame of plus signs and hyphens."""
    return _framed(grid, "|", "+++", "+++", "+++", "-")


def _framed(grid: Grid, bar: str, top: str, middle: str, bottom: str, dash: str) -> list[str]:
    widths = _widths(grid)

    def rule(ends: str) -> str:
        return ends[0] + ends[1].join(dash * (width + 2) for width in widths) + ends[2]

    rows = [
        bar + bar.join(f" {c.ljust(w)} " for c, w in zip(row, widths, strict=True)) + bar for row in grid.rows
    ]
    inner = [line for row in rows for line in (row, rule(middle))][:-1]
    return [rule(top), *inner, rule(bottom)]


def stacked(grid: Grid) -> list[str]:
    """One cell a line, as copied from a page."""
    return [cell for row in grid.rows for cell in row]


def _widths(grid: Grid) -> list[int]:
    return [max(len(row[n]) for row in grid.rows) for n in range(len(grid.columns) + 1)]


LAYOUTS: dict[str, Callable[[Grid], list[str]]] = {
    "tabs": tabbed,
    "flattened": flattened,
    "aligned": aligned,
    "pipes": piped,
    "box": boxed,
    "plus": plussed,
    "one-cell-a-line": stacked,
}


def text(parts: list[Part], layout: str, markdown: bool = False) -> str:
    """A letter as plain text or Markdown."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            mark = {"item": "- ", "heading": "## " if markdown else ""}.get(part.style, "")
            lines += [mark + part.text, ""] if part.style != "item" else [mark + part.text]
        else:
            lines += [
                part.title,
                *([""] if markdown or layout != "flattened" else []),
                *LAYOUTS[layout](part),
                "",
            ]
    return "\n".join(lines).rstrip() + "\n"
