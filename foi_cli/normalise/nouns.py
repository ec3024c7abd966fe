"""The words behind a number that say what it counts."""

from __future__ import annotations

import re

from foi_cli.normalise import words

_STOP = frozenset(
    """resulted recorded related relate were was are is have has had of in for with that which who within
    to from by and or on at containing contained referred received made been being be as where when
    during since not do did does the a an this these those per across under over between into including
    excluding have's will would could can may registered held led leading issued identified
    plus each there we it they he she you our their my up down depending last
    currently went came took got gave received upheld refused rejected closed opened so nor whom until till
    respectively inc incl exc excl vat""".split()
)


def phrase(text: str, start: int) -> str:
    """Up to six words from here, to the first that ends a noun phrase: "cases" of "cases carry the mark"."""
    taken: list[str] = []
    for word in re.finditer(r"[^\s]+", text[start : start + 90]):
        bare = word.group().strip("‘’'\"“”,.;:()")
        if taken and word.group()[0] == "(":
            break
        if not bare or bare.lower() in _STOP or not re.match(r"[A-Za-z]", bare) or len(taken) == 6:
            break
        if word.group()[0] == "(" and words.read(bare) is not None:
            break
        taken.append(bare)
        if word.group()[-1] in ",.;:)":
            break
    whole = " ".join(taken)
    counted = words.unit(whole) if whole else None
    return whole[: len(counted[0])] if counted and whole.lower().startswith(counted[0]) else whole


def shared(text: str, start: int, following: int, noun: str, asked: str) -> str:
    """The noun that a number shares with the next: "2 medium and 9 low risk items" are medium items; ""
    where it has one of its own, or the next has none."""
    between = text[start:following]
    if (
        not noun
        or known(noun.lower(), asked)
        or between.strip() not in (f"{noun} and", f"{noun}, and", f"{noun},")
    ):
        return ""
    number = re.match(r"[\w,.]+", text[following : following + 20])
    next_ = phrase(text, following + number.end()) if number is not None else ""
    head = next_.rpartition(" ")[2]
    return f"{noun} {head}" if head != next_ and words.unit(head) is not None else ""


_FOR = re.compile(
    r"\sfor\s(?:an?|the|each|every|one)\s(?P<what>[A-Za-z][A-Za-z’'-]{1,20}(?:\s[A-Za-z’'-]{2,20}){0,4})(?=[,;.)]|\sand\s|$)"
)


def paid_for(text: str, start: int) -> str:
    """ "full plot" of "£36 for a full plot, £20 for a half": what a sum of money is the price of."""
    match = _FOR.match(text, start)
    return match["what"] if match is not None else ""


def known(noun: str, asked: str) -> bool:
    """True when the noun is a known thing to count, or the question uses it."""
    return words.unit(noun) is not None or _asked_about(noun, asked)


def _asked_about(noun: str, asked: str) -> bool:
    """True when the question uses the noun that the number stands before."""
    last = re.sub(r"[^a-z]+", " ", noun).split()
    stem = last[-1][:-1] if last and last[-1].endswith("s") else (last[-1] if last else "")
    return len(stem) > 2 and re.search(rf"\b{re.escape(stem)}", asked, re.IGNORECASE) is not None
