"""foi as it is killed: python killing.py NUMBER TRACE ARGUMENT... does what `foi ARGUMENT...` does, up to
the moment of this number.

A moment is the beginning of a statement to the store or of anything done to the files around it. Each is
written to TRACE, a line a moment, so that a run with number 0, which is killed nowhere, lists them all.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from itertools import count
from typing import Any

FILES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate")


def main() -> None:
    number, trace, *arguments = sys.argv[1:]
    moments = count(1)
    told = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC)
    begun = os.getpid()

    def moment(words: str) -> None:
        if os.getpid() != begun:
            return
        os.write(told, " ".join(words.split())[:60].encode() + b"\n")
        if next(moments) == int(number):
            os.kill(begun, signal.SIGKILL)

    def notice(event: str, given: tuple[Any, ...]) -> None:
        if event in FILES or (event == "open" and isinstance(given[1], str) and given[1][0] in "wax"):
            moment(f"{event} {given[0]}")

    connect = sqlite3.connect

    def watched(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.set_trace_callback(moment)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]
    sys.addaudithook(notice)
    sys.argv = ["foi", *arguments]
    from foi_cli.__main__ import main as foi

    foi()


if __name__ == "__main__":
    main()
