"""What a database refuses, said in words a person can act on."""

from __future__ import annotations

from ocgraph.errors import OcgraphError


class StorageError(OcgraphError):
    """The register cannot be read or written; it is left as it was."""


def corrupted(place: str) -> StorageError:
    """Return the error of a register that holds what ocgraph never wrote in it."""
    return StorageError("storage.corrupted", place=place)
