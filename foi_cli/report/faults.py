"""A fault of the program itself in words that hold nothing of a document."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def told(fault: BaseException) -> str:
    """What kind of fault, and where in the program: "KeyError in periods.py, line 12"."""
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return type(fault).__name__
    ours = [frame for frame in frames if "foi_cli" in PurePath(frame.filename).parts] or frames
    return f"{type(fault).__name__} in {PurePath(ours[-1].filename).name}, line {ours[-1].lineno}"
