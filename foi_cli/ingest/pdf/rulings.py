"""The straight lines drawn on a page, as borders of tables are: strokes, thin boxes, edges of boxes.

Coordinates are those of words.py. Lines that lie on top of each other or continue each other are one ruling.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, repeat
from typing import NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from foi_cli.ingest.pdf.frame import Box, Frame

MOST_OBJECTS = 20_000
"""Drawn objects of a page that are looked at; a closely ruled page has about 3,000, a map many more."""
MOST_SEGMENTS = 400
"""Segments of one path; a path with more is a picture."""
MOST_RULINGS = 3_000
"""Rulings of a page in one direction; a page with more is a drawing and is read by its words alone."""

_THIN = 3.0
"""Points: a filled box no thicker than this is a line."""
_SHORT = 4.0
"""Points: shorter lines are dots, ticks and parts of letters, unless others continue them."""
_SNAP = 2.0
"""Points: lines closer than this are one line drawn twice; breaks shorter than this are dashes."""
_SIMPLE = 5
"""Segments of a line or a box, whose outline says all."""
_DEEP = 4
"""Forms inside forms that are followed."""

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Ruling(NamedTuple):
    """A line: its place across (x of a vertical, y of a horizontal one) and where it starts and ends."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The horizontal and the vertical rulings of a page, sorted."""

    across: list[Ruling]
    down: list[Ruling]


def read(page: pdfium.FPDF_PAGE, frame: Frame) -> Rulings:
    """All rulings of a page; none where it is a drawing with too many of them."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    sides = [list(side) for side in zip(*_boxes(page), strict=True)]
    if not sides:
        return Rulings([], [])
    for x0, top, x1, bottom in zip(*frame.boxes((sides[0], sides[1], sides[2], sides[3])), strict=True):
        if bottom - top <= _THIN and x1 - x0 > bottom - top:
            across.append(Ruling((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _THIN:
            down.append(Ruling((x0 + x1) / 2, top, bottom))
    if max(len(across), len(down)) > MOST_RULINGS:
        return Rulings([], [])
    return Rulings(_merged(across), _merged(down))


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """One ruling for those that lie on or continue each other; short remains are dropped."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    merged: list[Ruling] = []
    for group in groups:
        at = sum(ruling.at for ruling in group) / len(group)
        start, end = None, 0.0
        for ruling in sorted(group, key=lambda ruling: ruling.start):
            if start is None:
                start, end = ruling.start, ruling.end
            elif ruling.start <= end + _SNAP:
                end = max(end, ruling.end)
            else:
                merged.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        if start is not None:
            merged.append(Ruling(at, start, end))
    return [ruling for ruling in merged if ruling.end - ruling.start >= _SHORT]


def _boxes(page: pdfium.FPDF_PAGE) -> Iterator[Box]:
    """Left, top, right, bottom of every straight piece of drawing, in the coordinates of the file (y up)."""
    for drawn, matrix in islice(_objects(page), MOST_OBJECTS):
        yield from _pieces(drawn, matrix)


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, _Matrix]]:
    """Paths of the page and of the forms on it, each with the matrix that brings it to the page."""
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    return _paths(map(pdfium.FPDFPage_GetObject, repeat(page), range(count)), _PLAIN, 0)


def _paths(
    objects: Iterable[pdfium.FPDF_PAGEOBJECT], outer: _Matrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, _Matrix]]:
    for drawn in objects:
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, outer
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEP:
            count = min(pdfium.FPDFFormObj_CountObjects(drawn), MOST_OBJECTS)
            inside = map(pdfium.FPDFFormObj_GetObject, repeat(drawn), range(count))
            yield from _paths(inside, _times(_matrix(drawn), outer), depth + 1)


def _matrix(drawn: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _PLAIN
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    if outer == _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _pieces(path: pdfium.FPDF_PAGEOBJECT, outer: _Matrix) -> Iterator[Box]:
    """The straight lines of a path: edges where it is stroked, the whole where it is filled and thin."""
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= MOST_SEGMENTS:
        return
    if count <= _SIMPLE and outer == _PLAIN:
        left, bottom, right, top = _bounds(path)
        if min(right - left, top - bottom) <= _THIN:
            yield left, top, right, bottom
            return
        if not stroke.value:
            return
    for shape in _shapes(path, count, _times(_matrix(path), outer)):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, top - bottom) <= _THIN:
            yield left, top, right, bottom
        elif stroke.value:
            for (x, y), (u, v) in pairwise(shape):
                if min(abs(x - u), abs(y - v)) <= 1:
                    yield min(x, u), max(y, v), max(x, u), min(y, v)


def _bounds(path: pdfium.FPDF_PAGEOBJECT) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _shapes(path: pdfium.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> Iterable[list[tuple[float, float]]]:
    """The corners of each part of a path, on the page; parts with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[tuple[float, float]]] = []
    curved = False
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if curved:
                shapes.pop()
            shapes.append([])
            curved = False
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved = True
        if not shapes:
            shapes.append([])
        shapes[-1].append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    if curved:
        shapes.pop()
    return shapes
