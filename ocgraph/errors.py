"""What a person must be told, apart from what is a bug.

An error carries a code and the facts; `ocgraph.i18n.explain` turns them into a sentence in
either language. `str(error)` shows the code alone, so that a log never holds a name.
"""

from __future__ import annotations


class OcgraphError(Exception):
    """Something the person can mend, worded by its code.

    Parameters
    ----------
    code
        Key of the sentence in the catalogue, without its ``error.`` prefix.
    **params
        Facts the sentence shows: a file name, a row, a suggestion.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class FileRefusedError(OcgraphError):
    """A file that cannot be read safely, or is not what it says it is."""


class BoundariesRefusedError(OcgraphError):
    """A layer of boundaries that is incomplete or lies in the wrong place."""


class UnknownCodeError(OcgraphError):
    """A code absent from its vocabulary, its frame or the reference territories."""
