"""Files that someone chose, read where their name is no path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ocgraph.io.indicators.found import Asked, FoundIndicators
from ocgraph.io.indicators.indicator_files import read_indicator_file
from ocgraph.io.places.lived_layers import (
    LIVED_ENDINGS,
    LivedLayer,
    read_lived_territories,
)
from ocgraph.io.reading.register_files import ImportResult, read_register
from ocgraph.io.reading.told import Told
from ocgraph.model import Register
from ocgraph.paths import scratch_folder


def read_upload(name: str, content: bytes, told: Told | None = None,
                kept: Register | None = None) -> ImportResult:
    """Read a file someone chose, with what they say of it. Its name is never used as a path.

    Parameters
    ----------
    kept
        The register there is, whose names a list may use.

    Raises
    ------
    FileRefusedError
        If it cannot be read safely.
    """
    with _held(content) as path:
        return read_register(path, told, name=name, kept=kept)


def read_indicators(name: str, content: bytes, asked: Asked) -> FoundIndicators:
    """Read a file of figures someone chose, with what they say of it.

    Raises
    ------
    FileRefusedError
        If it cannot be read safely.
    """
    with _held(content) as path:
        return read_indicator_file(path, asked, name=name)


def read_lived(name: str, content: bytes) -> LivedLayer:
    """Read a file of territories that a team drew.

    Raises
    ------
    FileRefusedError
        If it cannot be read safely, or its format is not known.
    """
    ending = Path(name).suffix.lower()
    with _held(content, ending if ending in LIVED_ENDINGS else "") as path:
        return read_lived_territories(path, name=name)


@contextmanager
def _held(content: bytes, ending: str = "") -> Iterator[Path]:
    """Hold what was uploaded in a file whose name is ours."""
    with scratch_folder() as folder:
        path = folder / f"upload{ending}"
        path.write_bytes(content)
        yield path
