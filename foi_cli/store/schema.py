"""The tables of the store, made from the nouns of model.py, and a fingerprint of their shape."""

from __future__ import annotations

import hashlib
from dataclasses import fields

from foi_cli.model import Attachment, Doubt, Figure, Finding, Passage, Question, Response, Stated, Table
from foi_cli.store.columns import codec

APPLICATION = 0x464F4931
"""Marks the file as a store of foi ("FOI1") for `file` and for ourselves."""

CHILDREN = {
    "question": Question,
    "attachment": Attachment,
    "doubt": Doubt,
    "finding": Finding,
}
"""What a response has some of, each kept under the response's group in order."""

TABLES = [
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # A file on the disk. `seen` is its size and times when it was read, "" where they cannot be trusted.
    """CREATE TABLE input (name TEXT PRIMARY KEY, path BLOB NOT NULL, digest TEXT NOT NULL,
       seen TEXT NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE document (document_id INTEGER PRIMARY KEY, input TEXT NOT NULL, group_id INTEGER NOT NULL,
       name TEXT NOT NULL, group_name TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
       reader TEXT NOT NULL, problem TEXT NOT NULL, facts TEXT NOT NULL, blocks BLOB NOT NULL)""",
    "CREATE INDEX document_input ON document (input)",
    "CREATE INDEX document_group ON document (group_id, document_id)",
    "CREATE INDEX document_name ON document (name)",
    "CREATE INDEX document_problem ON document (name, problem) WHERE problem <> ''",
    # One response in the making: which program understood and judged it, "" where that is to be done,
    # and its counts, so that a status need not count.
    """CREATE TABLE grouping (group_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
       understood TEXT NOT NULL DEFAULT '', judged TEXT NOT NULL DEFAULT '', fault TEXT NOT NULL DEFAULT '',
       figures INTEGER NOT NULL DEFAULT 0, doubts INTEGER NOT NULL DEFAULT 0,
       missing INTEGER NOT NULL DEFAULT 0, agrees INTEGER NOT NULL DEFAULT 0,
       differs INTEGER NOT NULL DEFAULT 0, undecided INTEGER NOT NULL DEFAULT 0,
       accepted INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX grouping_understood ON grouping (understood)",
    "CREATE INDEX grouping_judged ON grouping (judged)",
    f"CREATE TABLE response (group_id INTEGER PRIMARY KEY, {codec(Response).definition})",
    "CREATE INDEX response_id ON response (response_id)",
    "CREATE INDEX response_file ON response (file, response_id)",
    *(
        f"CREATE TABLE {name} (group_id INTEGER NOT NULL, ordinal INTEGER NOT NULL,"
        f" {codec(record).definition}, PRIMARY KEY (group_id, ordinal)) WITHOUT ROWID"
        for name, record in CHILDREN.items()
    ),
    "CREATE INDEX finding_id ON finding (finding_id)",
    "CREATE INDEX finding_verdict ON finding (verdict, group_id) WHERE verdict <> 'agrees'",
    "CREATE INDEX doubt_accepted ON doubt (group_id) WHERE accepted",
    # What the documents of the project make of an attachment that one response names.
    """CREATE TABLE presence (group_id INTEGER NOT NULL, ordinal INTEGER NOT NULL, state TEXT NOT NULL,
       file TEXT NOT NULL, PRIMARY KEY (group_id, ordinal)) WITHOUT ROWID""",
    # The wording of the request of a response, as hashes, for comparison with others.
    "CREATE TABLE sketch (group_id INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    # The figures of a response, and what of them can be compared with those of others, each kind pressed.
    "CREATE TABLE figures (group_id INTEGER PRIMARY KEY, number INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE comparable (group_id INTEGER PRIMARY KEY, number INTEGER NOT NULL, data BLOB NOT NULL)",
    # The tables as used, after repair: the data is a compressed JSON array.
    """CREATE TABLE used_table (group_id INTEGER NOT NULL, ordinal INTEGER NOT NULL, file TEXT NOT NULL,
       number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (group_id, ordinal))""",
    "CREATE TABLE seen (claim TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE run (run INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, command TEXT NOT NULL,
       started TEXT NOT NULL, ended TEXT, exit_code INTEGER, summary TEXT NOT NULL DEFAULT '{}')""",
    "CREATE INDEX run_started ON run (started)",
]


def fingerprint() -> str:
    """A digest of the tables and of what their compressed columns hold."""
    packed = [field.name for record in (Passage, Table) for field in fields(record)]
    packed += [codec(Figure).definition, codec(Stated).definition]
    return hashlib.sha256("\n".join([*TABLES, *packed]).encode()).hexdigest()[:16]
