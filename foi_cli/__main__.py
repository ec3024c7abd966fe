"""The way in: `foi` and `python -m foi_cli`. Every error becomes words here, and only here."""

from __future__ import annotations

import os
import re
import signal
import sys
from types import FrameType
from typing import NoReturn

from foi_cli.errors import FoiError

GLOBAL_FLAGS = frozenset({"--quiet", "-q", "--verbose", "-v"})
GLOBAL_VALUES = frozenset({"--project", "--jobs", "-j", "--log-format"})
_JOBS = re.compile(r"-j\d+")


class Stopped(BaseException):
    """SIGINT or SIGTERM arrived: leave by the nearest door. Nothing half-done is kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main() -> None:
    """Run the command line and leave with the exit code that docs/commands.md promises."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one call; whatever went wrong has been said on stderr."""
    from foi_cli.cli import app

    try:
        app(hoist(arguments), prog_name="foi")
    except SystemExit as leaving:
        return _flushed(leaving.code if isinstance(leaving.code, int) else 0)
    except FoiError as error:
        return _say(str(error), error.exit_code)
    except Stopped as stopped:
        name = signal.Signals(stopped.number).name
        return _say(
            f"Stopped by {name}. What was finished is kept; the next run goes on.", 128 + stopped.number
        )
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        return _say(f"{error.filename or 'The system'}: {error.strerror or error}", 1)
    except MemoryError:
        return _say("There is not enough memory. Try fewer jobs (--jobs 1) or smaller documents.", 1)
    except Exception as fault:  # ours, not the user's: said shortly, shown whole on request
        return _own(fault, whole=bool({"--verbose", "-v"} & set(arguments)))
    return _flushed(0)


def hoist(arguments: list[str]) -> list[str]:
    """Global options may stand anywhere on the line: move them in front of the command.

    Nothing after "--" is touched.
    """
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*front, *rest, word, *words]
        name, equals, _ = word.partition("=")
        if word in GLOBAL_FLAGS or (equals and name in GLOBAL_VALUES) or _JOBS.fullmatch(word):
            front.append(word)
        elif word in GLOBAL_VALUES:
            front += [word, *([value] if (value := next(words, None)) is not None else [])]
        else:
            rest.append(word)
    return [*front, *rest]


def _flushed(code: int) -> int:
    """The code, once what was printed has reached its reader: a full disk shows only now."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        return _say(f"Could not write the output: {error.strerror}.", 1)
    return code


def _pipe_closed() -> int:
    """The reader of our output has gone (`foi tables … | head`); there is nobody left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _say(words: str, code: int) -> int:
    from foi_cli.report.visible import visible

    print(f"foi: {visible(words)}", file=sys.stderr)  # noqa: T201  the one place where errors become words
    return code


def _own(fault: Exception, *, whole: bool) -> int:
    """A fault of the program. Its message may hold a document's words and is kept to those who ask."""
    import traceback

    from foi_cli.report.faults import told

    if whole:
        traceback.print_exception(fault)
    advice = "Run it again with --verbose to see the way there, and please report it."
    return _say(f"A fault of foi itself: {told(fault)}. {advice}", 1)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one need not wait for us to tidy up
    raise Stopped(number)


if __name__ == "__main__":
    main()
