"""What can only be said with all responses at hand: which attachments are there, who was asked the same.

Opens no file, and needs nothing of what understands a response: a command that leaves that to its workers
need not load it.
"""

from foi_cli.relate.files import choose, folded
from foi_cli.relate.requests import groups, keys, name, sketch

__all__ = ["choose", "folded", "groups", "keys", "name", "sketch"]
