"""How a page lies in its file, and where things stand on it when it is held to be read."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

Box: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
Sides: TypeAlias = tuple[list[float], list[float], list[float], list[float]]
"""Lists of the sides of many boxes, in that order."""


class Frame(NamedTuple):
    """How a page lies in its file: its left and top edge, width and height, quarter turns to the right."""

    left: float
    top: float
    wide: float
    high: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        return (self.high, self.wide) if self.turns % 2 else (self.wide, self.high)

    def boxes(self, sides: Sides) -> Sides:
        """Boxes of the file (y up) in the coordinates of this module: lists of their sides in, and out."""
        lefts, tops, rights, bottoms = sides
        left, top, right, bottom = self.left, self.top, self.left + self.wide, self.top - self.high
        if self.turns == 1:
            lefts, tops, rights, bottoms = bottoms, lefts, tops, rights
            left, top, right, bottom = bottom, left, top, right
            return _minus(lefts, left), _minus(tops, top), _minus(rights, left), _minus(bottoms, top)
        if self.turns == 2:
            return _from(right, rights), _minus(bottoms, bottom), _from(right, lefts), _minus(tops, bottom)
        if self.turns == 3:
            return _from(top, tops), _from(right, rights), _from(top, bottoms), _from(right, lefts)
        return _minus(lefts, left), _from(top, tops), _minus(rights, left), _from(top, bottoms)


def _minus(values: list[float], start: float) -> list[float]:
    return [value - start for value in values] if start else values


def _from(start: float, values: list[float]) -> list[float]:
    return [start - value for value in values]


def of(page: pdfium.FPDF_PAGE) -> Frame:
    """The frame of a page, its own rotation undone."""
    edge = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, edge)
    turns = pdfium.FPDFPage_GetRotation(page) % 4
    return Frame(edge.left, edge.top, edge.right - edge.left, edge.top - edge.bottom, turns)
