"""The way in: `foi` and `python -m foi_cli`. Every error becomes words here, and only here."""

from __future__ import annotations

import gc
import json
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
THREADS = "OPENBLAS_NUM_THREADS"
"""What tells the library below numpy how many threads to start, of itself one a processor, in every worker
again. It takes longer to start them than they could ever save: no table is that large."""
RARELY = 50_000, 20, 20
"""How often memory is searched for records that hold one another: a call is short, and leaves hardly any."""


class Stopped(BaseException):
    """SIGINT or SIGTERM arrived: leave by the nearest door. Nothing half-done is kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main() -> None:
    """Run the command line and leave with the exit code that docs/commands.md promises."""
    gc.set_threshold(*RARELY)
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    os.environ.setdefault(THREADS, "1")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = run(sys.argv[1:])
    gc.freeze()  # all is closed, and what is left goes with the process: it need not be searched once more
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of one call; whatever went wrong has been said on stderr."""
    words, code = _outcome(arguments)
    if words and _in_json(arguments):
        print(json.dumps({"error": words, "exit_code": code}), file=sys.stderr)  # noqa: T201
    elif words:
        from foi_cli.report.visible import visible

        print(f"foi: {visible(words)}", file=sys.stderr)  # noqa: T201  the one place where errors become words
    return code


def _outcome(arguments: list[str]) -> tuple[str, int]:
    """What there is to say, "" where all went well, and the exit code."""
    from foi_cli.cli import app

    code = 0
    try:
        app(hoist(arguments), prog_name="foi")
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    except FoiError as error:
        return str(error), error.exit_code
    except Stopped as stopped:
        name = signal.Signals(stopped.number).name
        return f"Stopped by {name}. What was finished is kept; the next run goes on.", 128 + stopped.number
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return (f"{error.filename}: {error.strerror}.", 1) if error.filename else _unwritten(error)
    except MemoryError:
        return "There is not enough memory. Try fewer jobs (--jobs 1) or smaller documents.", 1
    except Exception as fault:  # ours, not the user's: said shortly, shown whole on request
        return _own(fault, whole=bool({"--verbose", "-v"} & set(arguments))), 1
    return _flushed(code)


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


def _flushed(code: int) -> tuple[str, int]:
    """The code, once what was printed has reached its reader: a full disk shows only now."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return _unwritten(error)
    return "", code


def _unwritten(error: OSError) -> tuple[str, int]:
    _unheard()
    return f"The output could not be written: {error.strerror or error}.", 1


def _unheard() -> tuple[str, int]:
    """Nobody takes our output any more (`foi tables … | head`), and what is left of it goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return "", 1


def _own(fault: Exception, *, whole: bool) -> str:
    """A fault of the program. Its message may hold a document's words and is kept to those who ask."""
    import traceback

    from foi_cli.report.faults import told

    if whole:
        traceback.print_exception(fault)
    advice = "Run it again with --verbose to see the way there, and please report it."
    return f"A fault of foi itself: {told(fault)}. {advice}"


def _in_json(arguments: list[str]) -> bool:
    """Whether words are wanted as JSON; asked of the line itself, which may be what is wrong."""
    if "--log-format" in arguments[:-1]:
        return arguments[arguments.index("--log-format") + 1] == "json"
    return "--log-format=json" in arguments or os.environ.get("FOI_LOG_FORMAT") == "json"


def _stop(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one need not wait for us to tidy up
    raise Stopped(number)


if __name__ == "__main__":
    main()
