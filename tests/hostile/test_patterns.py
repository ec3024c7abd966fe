"""No regular expression of foi takes more than linear time, whatever text a stranger sends.

Every compiled pattern that a module holds, and every pattern written inside a function, is found by itself
and tried on texts built from its own repeats: what leads up to a repeat, then the repeat's body many times,
then something that it cannot match. A pattern is tried in the ways in which the program uses it: one that is
only ever held against the start of a text need not be quick to search for.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import foi_cli

SIZE = 1_024
"""Characters of the first try."""
FLOOR = 0.0005
"""Seconds; a pattern that is done with SIZE characters within this is not looked into further."""
MOST = 3.0
"""How many times as long twice the text may take."""
LIMIT = 10.0
"""Seconds of the processor for all texts against one pattern; a match that is not done by then has hung."""

COMMON = (
    *(" ", "\t", "\n", "\r\n", "\xa0", "a", "A", "1", "0", "-", ".", ",", "(", ")", "/", "<", "|", "─", "£"),
    *("a ", "1 ", "1,", "1.", "1/", "ab\n", "1\n", "12 ", "A1", ", ", "and ", " -", "a.", "&", "[", "*", "="),
)
FAILING = ("", "\0", "\n!", "x1")


@dataclass(frozen=True)
class Found:
    """A pattern and the place in the source where it stands."""

    where: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...] = ("search", "match", "fullmatch")


def modules() -> Iterator[str]:
    """The names of all modules of foi."""
    for module in pkgutil.walk_packages(foi_cli.__path__, "foi_cli."):
        if not module.name.endswith("__main__"):
            yield module.name


def held(value: object, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    """The patterns in a module's attribute, those inside tuples, dictionaries and records as well."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, frozenset, set)):
        for item in value:
            yield from held(item, depth - 1)
    elif depth and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from held(item, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from held(getattr(value, field.name, None), depth - 1)


SEARCHING = {"sub": "search", "subn": "search", "split": "search", "finditer": "search", "findall": "search"}
METHODS = ("search", "match", "fullmatch")


def written(tree: ast.AST) -> Iterator[Found]:
    """The patterns given to functions of `re` as a literal, inside functions too."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr not in ("escape", "compile")
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            way = SEARCHING.get(node.func.attr, node.func.attr)
            yield Found(f"re.{node.func.attr}", re.compile(str(node.args[0].value), flags(node)), (way,))


def flags(call: ast.Call) -> int:
    """The flags among the arguments of this call."""
    parts = (*call.args[1:], *call.keywords)
    names = {node.attr for part in parts for node in ast.walk(part) if isinstance(node, ast.Attribute)}
    return sum(int(getattr(re, name)) for name in names if isinstance(getattr(re, name, None), re.RegexFlag))


def uses(trees: Sequence[ast.AST]) -> dict[str, set[str]]:
    """How each name is used as a pattern in these modules; under "" how patterns without a name are."""
    found: dict[str, set[str]] = {"": set()}
    nodes = [node for tree in trees for node in ast.walk(tree)]
    asked = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
            found.setdefault(node.id, set()).add("")  # handed on, to be used as those without a name are
        if isinstance(node, ast.Attribute):
            way = SEARCHING.get(node.attr, node.attr)
            if way in METHODS and node.attr != "split":
                named = isinstance(node.value, ast.Name) and node.value.id.isupper()
                found.setdefault(node.value.id if named else "", set()).add(way)  # type: ignore[attr-defined]
    return found


@cache
def patterns() -> tuple[Found, ...]:
    """Every pattern of the program, each once, with the ways in which it is used."""
    held_by: list[tuple[str, str, re.Pattern[Any]]] = []
    trees: dict[str, ast.AST] = {}
    for name in modules():
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as missing:  # a library of an extra that is not installed
            if str(missing.name).startswith("foi_cli"):
                raise
            continue
        trees[name] = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        held_by += [(name, key, one) for key, value in vars(module).items() for one in held(value)]
    anywhere = uses(list(trees.values()))
    used = {name: uses([tree]) for name, tree in trees.items()}
    seen: dict[tuple[Any, int], Found] = {}
    for module_name, key, pattern in held_by:
        ways = used[module_name].get(key) or anywhere.get(key) or {""}
        if "" in ways:
            ways = ways - {""} | (used[module_name][""] or set(METHODS))
        place = f"{module_name}.{key}"
        seen.setdefault((pattern.pattern, pattern.flags), Found(place, pattern, tuple(sorted(ways))))
    for tree in trees.values():
        for found in written(tree):
            seen.setdefault((found.pattern.pattern, found.pattern.flags), found)
    return tuple(seen.values())


# ── texts against a pattern ─────────────────────────────────────────────────────────────────────

CATEGORIES = {
    sre.CATEGORY_DIGIT: "17",
    sre.CATEGORY_SPACE: " \t\n",
    sre.CATEGORY_WORD: "a1_",
    sre.CATEGORY_NOT_DIGIT: "a -",
    sre.CATEGORY_NOT_SPACE: "a1-",
    sre.CATEGORY_NOT_WORD: " -\n",
}


def choices(node: Any) -> str:
    """Some characters that this node of a parsed pattern matches."""
    op, value = node
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "".join(one for one in "a1 -" if ord(one) != value)
    if op is sre.ANY:
        return "a1 "
    if op is sre.RANGE:
        return chr(value[0]) + chr(value[1])
    if op is sre.CATEGORY:
        return CATEGORIES.get(value, "a")
    if op is sre.IN and value[0][0] is sre.NEGATE:
        banned = "".join(choices(item) for item in value[1:])
        return "".join(one for one in "a1 -\n\t.,(" if one not in banned) or "é"
    return "".join(choices(item) for item in value) if op is sre.IN else ""


def inner(node: Any) -> tuple[Any, ...]:
    """The sequences inside this node."""
    op, value = node
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return (value[2],)
    if op is sre.SUBPATTERN:
        return (value[3],)
    if op is sre.BRANCH:
        return tuple(value[1])
    if op is sre.ATOMIC_GROUP:
        return (value,)
    return ()


def example(sequence: Any, variant: int) -> str:
    """A text that this sequence matches, as far as that can be told; another for another variant."""
    text = ""
    for node in sequence:
        if found := inner(node):
            text += example(found[variant % len(found)], variant) * (max(1, least(node)))
        elif picked := choices(node):
            text += picked[variant % len(picked)]
    return text


def least(node: Any) -> int:
    """How often at least a repeat repeats; once for all else."""
    return min(node[1][0], 5) if node[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT) else 1


def pumps(sequence: Any, before: str, variant: int) -> Iterator[tuple[str, str]]:
    """What leads up to each repeat, and the repeat's body."""
    for node in sequence:
        for part in inner(node):
            if node[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT) and node[1][1] > 8:
                yield before, example(part, variant)
            yield from pumps(part, before, variant)
        before += example([node], variant)


def texts(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Ways to write a text of about so many characters against this pattern."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = _parser.parse(source, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    found: set[tuple[str, str]] = {("", body) for body in COMMON}
    for variant in range(3):
        whole = example(parsed, variant)
        found |= {("", whole), *pumps(parsed, "", variant)}
        found |= {("", before + body) for before, body in pumps(parsed, "", variant)}
    for before, body in sorted(found):
        for after in FAILING if before else FAILING[:2]:
            if body:
                yield lambda n, a=before, b=body, c=after: a + b * (n // len(b)) + c  # type: ignore[misc]


def seconds(found: Found, text: str) -> float:
    """How long this pattern takes over this text at worst, in the ways in which it is used."""
    subject: Any = text if isinstance(found.pattern.pattern, str) else text.encode("utf-8")
    worst = 0.0
    for method in found.methods:
        since = time.process_time()
        getattr(found.pattern, method)(subject)
        worst = max(worst, time.process_time() - since)
    return worst


def superlinear(found: Found) -> str:
    """A text on which the pattern's time grows faster than the text, shortened; "" where there is none."""
    for text in texts(found.pattern):
        once = seconds(found, text(SIZE))
        if once < FLOOR:
            continue
        twice = seconds(found, text(SIZE * 2))
        if twice > MOST * once and (four := seconds(found, text(SIZE * 4))) > MOST * twice:
            return f"{text(40)!r}: {once:.3f}s, {twice:.3f}s, {four:.3f}s for texts twice as long each"
    return ""


OWN = frozenset({"foi_cli.normalise.nearby._NOT_PLAIN", "foi_cli.normalise.nearby._GROUP"})
"""Patterns that are held against foi's own patterns, never against a document."""


class TooLong(Exception):
    """A match did not come to its end."""


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize(
    "found",
    [found for found in patterns() if found.where not in OWN],
    ids=lambda found: f"{found.where}-{found.pattern.pattern[:30]!r}",
)
def test_no_pattern_takes_more_than_linear_time(found: Found) -> None:
    grows = superlinear(found) and superlinear(found)  # what does not grow twice was noise
    assert not grows, f"{found.methods} {found.pattern.pattern}"


@pytest.mark.parametrize("bad", [r"\s+$", r"\d+x", r"(?:\w+\s{1,3}){1,20}:", r"a.*b.*c"])
def test_a_superlinear_pattern_is_caught(bad: str) -> None:
    assert any(superlinear(Found("", re.compile(bad))) for _ in range(3))


def test_a_pattern_that_never_ends_is_caught() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0.5)
    with pytest.raises(TooLong):
        superlinear(Found("", re.compile(r"(a+)+b")))


@pytest.mark.parametrize("good", [r"\d{1,20}x", r"[ \t]{0,40}$", r"^\d+", r"total", r"(?:a|b)c{2,30}"])
def test_a_linear_pattern_is_left_alone(good: str) -> None:
    assert not all(superlinear(Found("", re.compile(good))) for _ in range(2))


def test_patterns_inside_functions_and_tables_are_found_too() -> None:
    source = ast.parse('import re\ndef f(x): return re.sub(r"a+", "", x, flags=re.IGNORECASE)')
    assert [(one.pattern, one.methods) for one in written(source)] == [
        (re.compile("a+", re.IGNORECASE), ("search",))
    ]
    assert list(held({"a": (re.compile("b"),)})) == [re.compile("b")]
    assert uses([ast.parse("WORD.match(x); WORD.sub('', x)")])["WORD"] == {"match", "search"}
    assert uses([ast.parse("seek(x, WORD)")])["WORD"] == {""}
