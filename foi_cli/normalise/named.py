"""Numbers that are named by what stands before them: "Adults £4.50 and children £2.25 for a swim"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from foi_cli.normalise import nouns
from foi_cli.normalise.parts import Counted

_NAME = re.compile(
    r"(?:^|[,;:]\s(?:and\s)?|\s(?:and|&|or)\s)\W{0,2}(?P<name>[A-Za-z][\w’'-]{1,24}(?:\s[\w’'-]{2,24}){0,3})\s?[:–-]?\s$"
)
_FOR = re.compile(
    r"\W{0,3}(?:for|at)\s(?:an?\s|the\s|each\s)?(?P<what>[A-Za-z][a-z’'-]{2,24}(?:\s[a-z’'-]{2,24}){0,2})\s",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:\sand\s|,\s|\s/\s)")
_SAYS = frozenset(
    """paid pay pays cost costs costing charge charges charged spent spend was were is are been and or from to
    for in at of on by with up over under about around some than between plus then which that this it we they
    you he she our the a an total value totalling worth fee fees price rose fell increased""".split()
)
"""Words that make a sentence of what stands before a sum."""


def sums(text: str, numbers: Sequence[Counted], before: Sequence[str]) -> Mapping[int, str]:
    """What each sum of a sentence is paid for, by where it begins; nothing where not all of two or more
    have a name. `before` are the names in the sentence before, which "for ashes £150 and £450" takes up."""
    every = [token for token, amount in numbers if amount.unit == "gbp"]
    if len(every) < 2:
        return {}
    own = [name(text, token) for token in every]
    if all(own):
        what = nouns.paid_for(text, every[-1].end())
        return {
            token.start(): f"{what} / {one}" if what else one for token, one in zip(every, own, strict=True)
        }
    for_ = _FOR.fullmatch(text, 0, every[0].start())
    listed = all(_LINK.fullmatch(text, a.end(), b.start()) for a, b in pairwise(every))
    if for_ is None or not listed or len(before) != len(every):
        return {}
    return {token.start(): f"{for_['what']} / {one}" for token, one in zip(every, before, strict=True)}


def name(text: str, token: re.Match[str]) -> str:
    """ "Crane Court" of ", Crane Court 618 and"; "" where a sentence leads to the number."""
    found = _NAME.search(text, max(0, token.start() - 90), token.start())
    if found is None or _SAYS.intersection(found["name"].lower().split()):
        return ""
    return found["name"]
