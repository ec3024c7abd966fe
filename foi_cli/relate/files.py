"""Whether the files that letters name are among the documents.

Names are compared folded, because every platform rewrites them: "165A_23_attachment.pdf" arrives as
"1_3_165A 23 attachment.pdf".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import get_args

from foi_cli.model import Attachment, Candidate, Nearness

SUFFIX = r"(?:pdf|xlsx?|xlsm|xlsb|docx?|csv|tsv|ods|odt|rtf|zip|pptx?|msg|eml|txt|png|jpe?g|tiff?|html?)"
"""How the names of files end, as a pattern."""
_PREFIX = re.compile(r"^\d{1,3}_\d{1,3}_")
_KNOWN_SUFFIX = re.compile(rf"\.{SUFFIX}$", re.IGNORECASE)


def folded(name: str) -> str:
    """What two spellings of one file name share: lower case letters and digits, without platform prefix and
    suffix."""
    base = _PREFIX.sub("", PurePosixPath(name.replace("\\", "/")).name)
    return re.sub(r"[^a-z0-9]+", "", _KNOWN_SUFFIX.sub("", base).lower())


def choose(attachment: Attachment, candidates: Sequence[Candidate]) -> Attachment:
    """The attachment with its state: present as one of these files of its name, missing, or unnamed.

    A file that came with the response is meant before one of the same folder. One from elsewhere is meant
    only where no other has the name. What a response of another authority may mean just as well is nobody's:
    then it counts as missing, for somebody has to look.
    """
    if attachment.state != "missing":
        return attachment
    others = [each for each in candidates if each.file != attachment.place.file]
    file = next(filter(None, (_nearest(others, nearness) for nearness in get_args(Nearness))), "")
    return replace(attachment, state="present" if file else "missing", file=file)


def _nearest(candidates: Sequence[Candidate], nearness: Nearness) -> str:
    """The file that is meant among those of this nearness, "" where there is none or nobody can tell."""
    near = [each for each in candidates if each.nearness == nearness]
    if not near or (nearness != "response" and near[0].contested):
        return ""
    return near[0].file if nearness != "project" or len(candidates) == 1 else ""
