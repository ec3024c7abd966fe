"""The family of errors that foi raises on purpose.

FoiError                 anything a person can act on; the message says what, where and what to do
├── UsageError           the command was called wrongly                          (exit 2)
├── ProjectError         the project folder, its foi.toml or its store is unfit  (exit 1)
│   └── ProjectBusy      another run holds the project                           (exit 75)
└── UnreadableDocument   one document cannot be read; the others can             (recorded, exit 1)
"""


class FoiError(Exception):
    """A failure whose message a person can act on; it is shown without a traceback."""

    exit_code = 1


class UsageError(FoiError):
    """The command was called with something that cannot be: an unknown format, a folder that is not there."""

    exit_code = 2


class ProjectError(FoiError):
    """The project folder, its foi.toml or its store cannot be used as it is."""


class ProjectBusy(ProjectError):
    """Another run holds the project; trying again later helps."""

    exit_code = 75


class UnreadableDocument(FoiError):
    """A document that no reader could read; the message is the reason that responses.csv prints."""


DIED = "the process died over it, perhaps for want of memory"
"""Why nothing came of a document or response that a worker held when it ended; before it stands of what."""
