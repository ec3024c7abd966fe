"""The numbers that Word prints before the paragraphs of a list and does not keep in their text."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Numbering:
    """Counts the lists of a document as its paragraphs come by."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.styles: dict[str, etree._Element] = {}
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0] * _DEEPEST)
        for entry in styles.iterchildren(f"{_W}style") if styles is not None else ():
            self.styles[entry.get(f"{_W}styleId", "")] = entry
        for entry in numbering if numbering is not None else ():
            if entry.tag == f"{_W}abstractNum":
                self.levels[entry.get(f"{_W}abstractNumId", "")] = dict(
                    map(_level, entry.iterchildren(f"{_W}lvl"))
                )
            elif entry.tag == f"{_W}num":
                link = entry.find(f"{_W}abstractNumId")
                self.lists[entry.get(f"{_W}numId", "")] = link.get(f"{_W}val", "") if link is not None else ""

    def heading(self, paragraph: etree._Element) -> int:
        """The level of a paragraph as a heading, 0 where it is none."""
        link = paragraph.find(f"{_W}pPr/{_W}pStyle")
        entry = self.styles.get(link.get(f"{_W}val", "") if link is not None else "")
        named = entry.find(f"{_W}name") if entry is not None else None
        name = named.get(f"{_W}val", "").lower() if named is not None else ""
        if name.startswith("heading "):
            return int(name[8:]) if name[8:].isdecimal() else 1
        return 1 if name == "title" else 0

    def mark(self, paragraph: etree._Element) -> str | None:
        """What Word prints before the paragraph ("2.", "(a)"); "" for a bullet, None where it is no item."""
        found = self._list(paragraph)
        if found is None:
            return None
        number, level = found
        abstract = self.lists.get(number, "")
        levels = self.levels.get(abstract, {})
        form, text, start = levels.get(level, ("bullet", "", 1))
        if form in ("bullet", "none") or number == "0":
            return "" if number != "0" else None
        counts = self.counts[abstract]
        counts[level] = max(counts[level] + 1, start)
        counts[level + 1 :] = [0] * (_DEEPEST - level - 1)
        for at in range(level + 1):
            shape, _, first = levels.get(at, ("decimal", "", 1))
            text = text.replace(f"%{at + 1}", written(counts[at] or first, shape))
        return text

    def _list(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or those of its style."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            link = paragraph.find(f"{_W}pPr/{_W}pStyle")
            entry = self.styles.get(link.get(f"{_W}val", "") if link is not None else "")
            properties = entry.find(f"{_W}pPr/{_W}numPr") if entry is not None else None
        if properties is None:
            return None
        number, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
        depth = level.get(f"{_W}val", "0") if level is not None else "0"
        if number is None or not depth.isdecimal():
            return None
        return number.get(f"{_W}val", "0"), min(int(depth), _DEEPEST - 1)


def _level(entry: etree._Element) -> tuple[int, tuple[str, str, int]]:
    """The number of a level, and its form, text and start."""
    values = {
        name: found.get(f"{_W}val", "") if (found := entry.find(f"{_W}{name}")) is not None else ""
        for name in ("numFmt", "lvlText", "start")
    }
    start = int(values["start"]) if values["start"].isdecimal() else 1
    level = entry.get(f"{_W}ilvl", "0")
    return int(level) if level.isdecimal() else 0, (values["numFmt"] or "decimal", values["lvlText"], start)


def written(number: int, form: str) -> str:
    """A number as a list writes it."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            roman, number = roman + sign * (number // value), number % value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)
